using HomeLab.Dns.Records;
using HomeLab.ServiceDefaults.Reconciliation;

namespace HomeLab.Dns.Planning;

/// <summary>
/// Records of one name that wait for the health of what they lead to: what is there stays, what is not is not made, and only where it was asked for
/// and the unhealthiness has lasted is one taken away, as long as another answers for the name. Whose stop was announced goes at once, also as the last.
/// </summary>
sealed class NameWaiting(PlanGround ground, PlanDecisions decisions, List<ActualRecord> unmatched)
{
    readonly List<(string Object, ActualRecord There, DesiredRecord Record)> waiting = [];

    readonly List<ActualRecord> staying = [];

    /// <summary>It is there and waits for nothing.</summary>
    public void Stays(ActualRecord there) => staying.Add(there);

    /// <summary>It is there, and ours.</summary>
    public void Found(string @object, ActualRecord there, DesiredRecord record) => waiting.Add((@object, there, record));

    /// <summary>It is not there. What stands there for the same claimant is what it had before, and stays.</summary>
    void Missing(DesiredRecord record)
    {
        var before = unmatched.Find(candidate =>
            candidate.Record.Content.Type == record.Content.Type && ground.ObjectOf(candidate) is { } known && ground.ClaimOn(known)?.Address == record.By.Address);
        if (before is null)
        {
            decisions.Withhold(ground.Draft(record), record.Wait!.Reason, isUnmet: false, record.Wait.Drain?.Until);
        }
        else
        {
            unmatched.Remove(before);
            var @object = ground.ObjectOf(before)!;
            decisions.Withhold(new RecordChange.Update(@object, before, record.Over(before.Record), record.By), record.Wait!.Reason, isUnmet: false, record.Wait.Drain?.Until);
            decisions.Remember(@object, ground.ClaimOn(@object), absentSince: null);
        }
    }

    /// <summary>What is not there waits, and what else stands there for its claimant stays too: which of it that was to be is not known.</summary>
    public void Spare(IEnumerable<DesiredRecord> missing)
    {
        foreach (var record in missing)
        {
            Missing(record);
        }
        var claimants = missing.Select(record => record.By.Address).ToHashSet();
        foreach (var there in unmatched.Where(record => ground.ObjectOf(record) is { } known && claimants.Contains(ground.ClaimOn(known)?.Address ?? "")).ToList())
        {
            unmatched.Remove(there);
            var @object = ground.ObjectOf(there)!;
            decisions.Remember(@object, ground.ClaimOn(@object), absentSince: null);
        }
    }

    /// <summary>What has been unhealthy for long enough, or whose stop was announced, goes, and what is about to is told.</summary>
    public void Withdraw()
    {
        var going = waiting.Where(it => it.Record.Wait!.WithdrawAt <= ground.Now).ToList();
        var kept = staying.Concat(waiting.Except(going).Select(it => it.There)).ToList();
        foreach (var (@object, there, record) in waiting.Except(going).Where(it => it.Record.Wait!.WithdrawAt is not null))
        {
            var wait = record.Wait!;
            decisions.Withhold(DeleteOf(@object, there, record), Reasons.Withdrawn(wait.Reason, wait.WithdrawAt!.Value), isUnmet: false, wait.WithdrawAt);
        }
        foreach (var (@object, there, record) in going)
        {
            var delete = DeleteOf(@object, there, record);
            if (WhyNot(delete, record, kept) is { } reason)
            {
                decisions.Withhold(delete, reason, isUnmet: false);
                kept.Add(there);
            }
            else
            {
                decisions.Add(delete, record.Apply);
            }
        }
    }

    Reason? WhyNot(RecordChange.Delete delete, DesiredRecord record, List<ActualRecord> kept) =>
        record.Policy != ChangePolicy.Sync ? Reasons.Keeps(record.Policy, record.By.Address)
        : ground.Evidence.Silence() ?? ground.Evidence.HeldBack(delete, delete.Object, record.By.Address, record.By.Source)
        ?? (record.Wait!.Drain is not null || kept.Exists(other => AnswersFor(other.Record.Content, record.Content)) ? null : Reasons.LastOfName(record.Wait.Reason));

    /// <summary>Addresses and aliases stand for each other; of another type only the type itself does.</summary>
    static bool AnswersFor(RecordContent other, RecordContent content) => other.Type == content.Type || (other.IsProxiable && content.IsProxiable);

    static RecordChange.Delete DeleteOf(string @object, ActualRecord there, DesiredRecord record) =>
        new(@object, there, record.By.Address) { Why = record.Wait!.Reason };
}
