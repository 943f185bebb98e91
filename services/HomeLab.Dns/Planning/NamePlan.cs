using HomeLab.Dns.Records;
using HomeLab.ServiceDefaults.Reconciliation;

namespace HomeLab.Dns.Planning;

/// <summary>The part of a plan that is about one name.</summary>
sealed class NamePlan(
    DomainName name, DesiredZone desired, Ownership ownership, Evidence evidence, PlanPolicy policy, ObjectAddresses objects,
    DateTimeOffset now)
{
    readonly List<ActualRecord> unmatched = [];

    public List<RecordChange> Changes { get; } = [];

    public List<Withheld> Withheld { get; } = [];

    public Dictionary<string, Claim> Claims { get; } = [];

    public NamePlan Decide(IEnumerable<DesiredRecord> wanted, IEnumerable<ActualRecord> there)
    {
        var (winners, losers) = Planning.Claims.Resolve(wanted);
        unmatched.AddRange(there.OrderBy(record => record.Key).ThenBy(record => record.Id, StringComparer.Ordinal));

        var missing = winners.Where(record => !Match(record)).ToList();
        var toMake = missing.Where(record => record.Unproven is null && !Repurpose(record)).ToList();
        Make(toMake);
        unmatched.ForEach(Retire);
        Withheld.AddRange(losers.Select(pair => new Withheld(Draft(pair.Loser), Reasons.ClaimedByAnother(pair.Winner), IsUnmet: true)));
        return this;
    }

    /// <summary>Finds the record itself, ours before anybody's.</summary>
    bool Match(DesiredRecord record)
    {
        var same = unmatched.Where(candidate => candidate.Key == record.Key).OrderBy(c => ownership.ObjectOf(c) is null).FirstOrDefault();
        if (same is null)
        {
            return false;
        }
        unmatched.Remove(same);
        if (ownership.ObjectOf(same) is { } @object)
        {
            Keep(@object, same, record);
        }
        else if (record.Unproven is null)
        {
            var isAsWanted = record.Over(same.Record) == same.Record;
            Withheld.Add(new Withheld(Draft(record), ownership.Strangeness(same)!, IsUnmet: !isAsWanted));
        }
        return true;
    }

    void Keep(string @object, ActualRecord same, DesiredRecord record)
    {
        Claims[@object] = ClaimOf(record);
        if (record.Unproven is not null)
        {
            Withheld.Add(new Withheld(new RecordChange.Delete(@object, same, record.By.Address), record.Unproven, IsUnmet: false));
        }
        else if (record.Over(same.Record) is var after && after != same.Record)
        {
            Changes.Add(new RecordChange.Update(@object, same, after, record.By));
        }
    }

    /// <summary>Makes what is wanted out of a record of ours of the same type that nobody wants.</summary>
    bool Repurpose(DesiredRecord record)
    {
        var before = unmatched.Find(candidate => candidate.Record.Content.Type == record.Content.Type && ownership.ObjectOf(candidate) is not null);
        if (before is null)
        {
            return false;
        }
        unmatched.Remove(before);
        var @object = ownership.ObjectOf(before)!;
        var claim = ownership.Claims.GetValueOrDefault(@object);
        var update = new RecordChange.Update(@object, before, record.Over(before.Record), record.By);
        if (Objection(update, @object, claim, record.By) is { } reason)
        {
            Withhold(update, reason, @object, claim);
        }
        else
        {
            Changes.Add(update);
            Claims[@object] = ClaimOf(record);
        }
        return true;
    }

    void Make(List<DesiredRecord> toMake)
    {
        var inTheWay = unmatched
            .Where(candidate => ownership.ObjectOf(candidate) is not null && toMake.Exists(record => Exclude(record.Content, candidate.Record.Content)))
            .ToList();
        var free = new List<DesiredRecord>();
        foreach (var record in toMake)
        {
            if (Obstacle(record) is { } reason)
            {
                Withheld.Add(new Withheld(Draft(record), reason, IsUnmet: true));
            }
            else
            {
                free.Add(record);
            }
        }
        var replacing = free.Where(record => inTheWay.Exists(before => Exclude(record.Content, before.Record.Content))).ToList();
        if (replacing.Count > 0)
        {
            Replace(inTheWay, replacing);
        }
        foreach (var record in free.Except(replacing))
        {
            Changes.Add(Creation(record));
        }
    }

    void Replace(List<ActualRecord> befores, List<DesiredRecord> records)
    {
        befores.ForEach(before => unmatched.Remove(before));
        var deletes = befores.ConvertAll(before => new RecordChange.Delete(ownership.ObjectOf(before)!, before, records[0].By.Address));
        var objections = deletes.Select(delete =>
            Objection(delete, delete.Object, ownership.Claims.GetValueOrDefault(delete.Object), records[0].By));
        if (objections.FirstOrDefault(reason => reason is not null) is { } objection)
        {
            var draft = new RecordChange.Replace(deletes, records.ConvertAll(Draft));
            Withheld.Add(new Withheld(draft, objection, IsUnmet: true));
            deletes.ForEach(delete => KeepClaim(delete.Object));
            return;
        }
        // Should it fail, what stands there now is still wanted by whoever wanted it.
        deletes.ForEach(delete => KeepClaim(delete.Object));
        Changes.Add(new RecordChange.Replace(deletes, records.ConvertAll(Creation)));
    }

    /// <summary>What nobody wants: deleted when it is ours and that is proven, reported when only half of it is ours.</summary>
    void Retire(ActualRecord record)
    {
        if (ownership.IsHalfOwned(record))
        {
            var half = new RecordChange.Delete(ownership.RecordedAs(record) ?? objects.First(record.Key), record, "");
            Withheld.Add(new Withheld(half, ownership.Strangeness(record)!, IsUnmet: false));
        }
        if (ownership.ObjectOf(record) is not { } @object)
        {
            return;
        }
        var claim = ownership.Claims.GetValueOrDefault(@object);
        var delete = new RecordChange.Delete(@object, record, claim?.Address ?? "");
        if (evidence.Against(claim) is { } silence)
        {
            Withheld.Add(new Withheld(delete, silence, IsUnmet: false));
            Remember(@object, claim, absentSince: null);
            return;
        }
        var absentSince = claim!.AbsentSince ?? now;
        Remember(@object, claim, absentSince);
        if (evidence.HeldBack(delete, @object, claim.Address, claim.Source) is { } held)
        {
            Withheld.Add(new Withheld(delete, held, IsUnmet: false));
        }
        else if (absentSince + policy.RemoveAfter > now)
        {
            var dueAt = absentSince + policy.RemoveAfter;
            Withheld.Add(new Withheld(delete, Reasons.RemoveAfter(dueAt), IsUnmet: false, dueAt));
        }
        else
        {
            Changes.Add(delete);
        }
    }

    /// <summary>Somebody else's record that the wanted one would join or collide with.</summary>
    Reason? Obstacle(DesiredRecord record)
    {
        var strangers = unmatched.Where(candidate => ownership.ObjectOf(candidate) is null).ToList();
        if (name != desired.Zone.Apex && strangers.Exists(stranger => stranger.Record.Content.Type == "NS"))
        {
            return Reasons.Delegated(name);
        }
        var obstacle = strangers.Find(stranger =>
            Exclude(record.Content, stranger.Record.Content)
            || (stranger.Record.Content.Type == record.Content.Type && record.Content is not RecordContent.Txt));
        return obstacle is null ? null : ownership.Strangeness(obstacle);
    }

    Reason? Objection(RecordChange change, string @object, Claim? claim, Claimant to) =>
        evidence.AgainstHandover(claim, to) ?? evidence.HeldBack(change, @object, claim?.Address ?? "", claim?.Source ?? "");

    void Withhold(RecordChange change, Reason reason, string @object, Claim? claim)
    {
        Withheld.Add(new Withheld(change, reason, IsUnmet: true));
        Remember(@object, claim, claim?.AbsentSince);
    }

    void KeepClaim(string @object)
    {
        var claim = ownership.Claims.GetValueOrDefault(@object);
        Remember(@object, claim, claim?.AbsentSince);
    }

    void Remember(string @object, Claim? claim, DateTimeOffset? absentSince)
    {
        if (claim is not null)
        {
            Claims[@object] = claim with { AbsentSince = absentSince };
        }
    }

    RecordChange.Create Creation(DesiredRecord record)
    {
        var create = Draft(record) with { Object = objects.Next(record.Key) };
        Claims[create.Object] = ClaimOf(record);
        return create;
    }

    RecordChange.Create Draft(DesiredRecord record) => new(objects.First(record.Key), record.ToRecord(), record.By);

    Claim ClaimOf(DesiredRecord record) => new(record.By.Source, record.By.Address, desired.Epoch, AbsentSince: null);

    static bool Exclude(RecordContent one, RecordContent other) =>
        one.IsProxiable && other.IsProxiable && one.Type != other.Type && (one is RecordContent.Cname || other is RecordContent.Cname);
}
