using HomeLab.Dns.Records;
using HomeLab.ServiceDefaults.Reconciliation;

namespace HomeLab.Dns.Planning;

/// <summary>Makes what is wanted at one name and not there: of what nobody wants, in place of it, or anew.</summary>
/// <param name="unmatched">What stands at the name and is not as anybody wants it; what is made use of goes out of it.</param>
sealed class NameMaking(DomainName name, PlanGround ground, PlanDecisions decisions, List<ActualRecord> unmatched)
{
    public void Make(IEnumerable<DesiredRecord> missing)
    {
        var toMake = missing.Where(record => !Repurpose(record)).ToList();
        var inTheWay = unmatched
            .Where(candidate => ground.ObjectOf(candidate) is not null && toMake.Exists(record => Exclusion.Is(ground.Zone, record.Content, candidate.Record.Content)))
            .ToList();
        var free = new List<DesiredRecord>();
        foreach (var record in toMake)
        {
            if (Obstacle(record) is { } reason)
            {
                decisions.Withhold(ground.Draft(record), reason, isUnmet: record.Undo is null);
            }
            else
            {
                free.Add(record);
            }
        }
        var replacing = free.Where(record => inTheWay.Exists(before => Exclusion.Is(ground.Zone, record.Content, before.Record.Content))).ToList();
        if (replacing.Count > 0)
        {
            Replace(inTheWay, replacing);
        }
        foreach (var record in replacing.Count > 0 ? free.Except(replacing) : free)
        {
            decisions.Add(Creation(record), record.Apply);
        }
    }

    /// <summary>Makes what is wanted out of a record of ours of the same type that nobody wants.</summary>
    bool Repurpose(DesiredRecord record)
    {
        var before = unmatched.Find(candidate => candidate.Record.Content.Type == record.Content.Type && ground.ObjectOf(candidate) is not null);
        if (before is null)
        {
            return false;
        }
        unmatched.Remove(before);
        var @object = ground.ObjectOf(before)!;
        var claim = ground.ClaimOn(@object);
        var update = new RecordChange.Update(@object, before, record.Over(before.Record), record.By) { Undo = record.Undo };
        if (Keeps(claim, record) is { } kept)
        {
            decisions.Withhold(update, kept, isUnmet: claim!.Address != record.By.Address);
            decisions.KeepClaim(@object);
        }
        else if (Objection(update, @object, claim, record.By) is { } reason)
        {
            decisions.Withhold(update, reason, isUnmet: true);
            decisions.KeepClaim(@object);
        }
        else
        {
            decisions.Add(update, record.Apply, claim?.Apply ?? ApplyMode.Auto);
            decisions.Claim(@object, record);
        }
        return true;
    }

    void Replace(List<ActualRecord> befores, List<DesiredRecord> records)
    {
        befores.ForEach(before => unmatched.Remove(before));
        var deletes = befores.ConvertAll(before => new RecordChange.Delete(ground.ObjectOf(before)!, before, records[0].By.Address));
        // Should it fail or be withheld, what stands there now is still wanted by whoever wanted it.
        deletes.ForEach(delete => decisions.KeepClaim(delete.Object));
        var objections = deletes.Select(delete =>
            Keeps(ground.ClaimOn(delete.Object), records[0]) ?? Objection(delete, delete.Object, ground.ClaimOn(delete.Object), records[0].By));
        if (objections.FirstOrDefault(reason => reason is not null) is { } objection)
        {
            decisions.Withhold(new RecordChange.Replace(deletes, records.ConvertAll(ground.Draft)), objection, isUnmet: true);
            return;
        }
        decisions.Add(
            new RecordChange.Replace(deletes, records.ConvertAll(Creation)),
            [.. records.Select(record => record.Apply), .. deletes.Select(delete => ground.ClaimOn(delete.Object)?.Apply ?? ApplyMode.Auto)]);
    }

    /// <summary>Somebody else's record that the wanted one would join or collide with.</summary>
    Reason? Obstacle(DesiredRecord record)
    {
        var strangers = unmatched.Where(candidate => ground.ObjectOf(candidate) is null).ToList();
        if (name != ground.Zone.Apex && strangers.Exists(stranger => stranger.Record.Content.Type == "NS"))
        {
            return Reasons.Delegated(name);
        }
        if (ground.Programs.KeeperOf(name, record.Content) is { } program)
        {
            return program;
        }
        var obstacle = strangers.Find(stranger =>
            Exclusion.Is(ground.Zone, record.Content, stranger.Record.Content)
            || (stranger.Record.Content.Type == record.Content.Type && record.Content is not RecordContent.Txt));
        return obstacle is null ? null : ground.Strangeness(obstacle);
    }

    /// <summary>Why what stands there may not make way for the wanted one; null: it may.</summary>
    static Reason? Keeps(Claim? claim, DesiredRecord to) => claim switch
    {
        { Policy: ChangePolicy.CreateOnly } => Reasons.Keeps(claim.Policy, claim.Address),
        // Whoever wanted it goes on wanting something there; for anybody else it would be a delete.
        { Policy: ChangePolicy.UpsertOnly } when claim.Address != to.By.Address => Reasons.Keeps(claim.Policy, claim.Address),
        { } when claim.Address == to.By.Address && to.Policy == ChangePolicy.CreateOnly => Reasons.Keeps(to.Policy, claim.Address),
        _ => null,
    };

    Reason? Objection(RecordChange change, string @object, Claim? claim, Claimant to) =>
        ground.Evidence.AgainstHandover(claim, to) ?? ground.Evidence.HeldBack(change, @object, claim?.Address ?? "", claim?.Source ?? "");

    RecordChange.Create Creation(DesiredRecord record)
    {
        var create = ground.Draft(record) with { Object = ground.Objects.Next(record.Key) };
        decisions.Claim(create.Object, record);
        return create;
    }
}
