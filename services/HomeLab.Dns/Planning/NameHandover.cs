using HomeLab.Dns.Records;
using HomeLab.ServiceDefaults.Reconciliation;

namespace HomeLab.Dns.Planning;

/// <summary>Records of one name that change hands because a person asked for it.</summary>
sealed class NameHandover(DomainName name, PlanGround ground, PlanDecisions decisions)
{
    /// <summary>What a person asked to hand over goes as a whole name, and whatever is wanted there waits for that.</summary>
    public bool LetGoOf(IEnumerable<DesiredRecord> wanted, IReadOnlyList<ActualRecord> there)
    {
        if (ground.Ownership.WishFor(name, OwnershipAction.Release) is not { } wish
            || there.Where(record => ground.ObjectOf(record) is not null).ToList() is not { Count: > 0 } ours)
        {
            return false;
        }
        foreach (var record in ours)
        {
            var @object = ground.ObjectOf(record)!;
            decisions.Propose(new RecordChange.Release(@object, record, wish.By), Reasons.Asked(wish));
            decisions.KeepClaim(@object);
        }
        var missing = wanted.Where(record => record.Unproven is null && !there.Any(one => one.Key == record.Key));
        foreach (var record in missing.OrderBy(record => record.Key).ThenBy(record => record.By.Address, StringComparer.Ordinal))
        {
            decisions.Withhold(ground.Draft(record), Reasons.Releasing(wish), isUnmet: true);
        }
        return true;
    }

    /// <summary>What a person asked to have for ours: what has one mark of two, and what is exactly as the lab asks for it.</summary>
    /// <param name="record">As the lab asks for it; null: it asks for no such record.</param>
    public bool MakeOurs(ActualRecord there, DesiredRecord? record)
    {
        var ownership = ground.Ownership;
        if (ownership.WayTo(there) is not { } way || ownership.WishFor(name, way) is not { } wish
            || (way != OwnershipAction.Recover
                && (record is null || record.Over(there.Record) != there.Record || ground.Programs.KeeperOf(there) is { Code: not Reasons.TunnelCode })))
        {
            return false;
        }
        var @object = ownership.RecordedAs(there) ?? ground.Objects.Next(there.Key);
        decisions.Propose(new RecordChange.Mark(@object, there, way, wish.By), Reasons.Asked(wish));
        if (record is null)
        {
            decisions.KeepClaim(@object);
        }
        else
        {
            decisions.Claim(@object, record);
        }
        return true;
    }
}
