using HomeLab.Dns.Records;

namespace HomeLab.Dns.Planning;

/// <summary>The part of a plan that is about one name: what is as wanted is kept, what is missing made, what is too much taken away.</summary>
sealed class NamePlan
{
    readonly PlanGround ground;
    readonly PlanDecisions decisions;
    readonly NameHandover handover;
    readonly NameRetirement retirement;
    readonly NameMaking making;
    readonly List<ActualRecord> unmatched = [];
    NameWaiting? waiting;

    public NamePlan(DomainName name, PlanGround ground, PlanDecisions decisions)
    {
        (this.ground, this.decisions) = (ground, decisions);
        handover = new NameHandover(name, ground, decisions);
        retirement = new NameRetirement(ground, decisions, handover);
        making = new NameMaking(name, ground, decisions, unmatched);
    }

    public void Decide(IEnumerable<DesiredRecord> wanted, IEnumerable<ActualRecord> there)
    {
        unmatched.AddRange(there);
        unmatched.Sort(InOrder);
        if (handover.LetGoOf(wanted, unmatched))
        {
            return;
        }
        var strangers = unmatched.Where(record => ground.ObjectOf(record) is null);
        var (winners, losers) = Claims.Resolve(ground.Zone, SharedTtls.Of(ground.Zone, wanted, strangers));

        waiting = winners.Any(record => record.Wait is not null) ? new NameWaiting(ground, decisions, unmatched) : null;
        var missing = winners.Where(record => !Match(record)).ToList();
        if (missing.Count > 0)
        {
            var toMake = missing.Where(record => record.Unproven is null).ToLookup(record => record.Wait is null);
            waiting?.Spare(toMake[false]);
            making.Make(toMake[true]);
        }
        waiting?.Withdraw();
        unmatched.ForEach(retirement.Retire);
        foreach (var record in missing.Where(record => record.Unproven?.Code == Reasons.AddressUnknownCode))
        {
            decisions.Withhold(ground.Draft(record), record.Unproven!, isUnmet: false);
        }
        foreach (var (loser, winner) in losers)
        {
            decisions.Withhold(ground.Draft(loser), Reasons.ClaimedByAnother(winner, loser), isUnmet: loser.Undo is null);
        }
    }

    static int InOrder(ActualRecord one, ActualRecord other) =>
        one.Key.CompareTo(other.Key) is var order and not 0 ? order : string.CompareOrdinal(one.Id, other.Id);

    /// <summary>Finds the record itself, ours before anybody's.</summary>
    bool Match(DesiredRecord record)
    {
        var key = record.Key;
        var same = unmatched.Find(candidate => candidate.Key == key && ground.ObjectOf(candidate) is not null) ?? unmatched.Find(candidate => candidate.Key == key);
        if (same is null)
        {
            return false;
        }
        unmatched.Remove(same);
        if (ground.ObjectOf(same) is { } @object)
        {
            Sort(@object, same, record);
        }
        else if (record.Unproven is null && !handover.MakeOurs(same, record))
        {
            var isAsWanted = record.Over(same.Record) == same.Record;
            decisions.Withhold(ground.Draft(record), ground.Strangeness(same), isUnmet: !isAsWanted);
        }
        return true;
    }

    void Sort(string @object, ActualRecord same, DesiredRecord record)
    {
        if (record is { Unproven: null, Wait: { } wait })
        {
            waiting!.Found(@object, same, record);
            if (wait.WithdrawAt <= ground.Now)
            {
                // It is about to go, and what of it goes is as it is.
                decisions.Claim(@object, record);
                return;
            }
        }
        else if (record.Unproven is null)
        {
            waiting?.Stays(same);
        }
        Keep(@object, same, record);
    }

    void Keep(string @object, ActualRecord same, DesiredRecord record)
    {
        if (record.Unproven is { } unproven)
        {
            retirement.LetGo(@object, same, ground.ClaimOf(record) with { AbsentSince = ground.ClaimOn(@object)?.AbsentSince }, unproven);
            return;
        }
        decisions.Claim(@object, record);
        if (record.Over(same.Record) is var after && after != same.Record)
        {
            var update = new RecordChange.Update(@object, same, after, record.By) { Undo = record.Undo };
            if (record.Policy == ChangePolicy.CreateOnly)
            {
                decisions.Withhold(update, Reasons.Keeps(record.Policy, record.By.Address), isUnmet: false);
            }
            else
            {
                decisions.Add(update, record.Apply);
            }
        }
    }
}
