using HomeLab.Dns.Records;
using HomeLab.ServiceDefaults.Reconciliation;

namespace HomeLab.Dns.Planning;

/// <summary>The part of a plan that is about one name.</summary>
sealed class NamePlan(
    DomainName name, DesiredZone desired, Ownership ownership, OtherPrograms programs, Evidence evidence, PlanPolicy policy, ObjectAddresses objects,
    DateTimeOffset now)
{
    /// <summary>A file that cannot be read may hold the document, and a document whose address is not known still asks for one.</summary>
    static readonly string[] Silent = ["FilesRefused", Reasons.AddressUnknownCode];

    readonly List<ActualRecord> unmatched = [];

    public List<RecordChange> Changes { get; } = [];

    public List<Waiting> Proposed { get; } = [];

    public List<RecordChange> Previewed { get; } = [];

    public List<Withheld> Withheld { get; } = [];

    public Dictionary<string, Claim> Claims { get; } = [];

    public NamePlan Decide(IEnumerable<DesiredRecord> wanted, IEnumerable<ActualRecord> there)
    {
        unmatched.AddRange(there.OrderBy(record => record.Key).ThenBy(record => record.Id, StringComparer.Ordinal));
        var strangers = unmatched.FindAll(record => ownership.ObjectOf(record) is null);
        if (LetGoOf([.. wanted]))
        {
            return this;
        }
        var (winners, losers) = Planning.Claims.Resolve(desired.Zone, SharedTtls.Of(desired.Zone, wanted, strangers));

        var missing = winners.Where(record => !Match(record)).ToList();
        var toMake = missing.Where(record => record.Unproven is null && !Repurpose(record)).ToList();
        Make(toMake);
        unmatched.ForEach(Retire);
        Withheld.AddRange(missing.Where(record => record.Unproven?.Code == Reasons.AddressUnknownCode)
            .Select(record => new Withheld(Draft(record), record.Unproven!, IsUnmet: false)));
        Withheld.AddRange(losers.Select(pair => new Withheld(Draft(pair.Loser), Reasons.ClaimedByAnother(pair.Winner, pair.Loser), IsUnmet: true)));
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
        else if (record.Unproven is null && !MakeOurs(same, record))
        {
            var isAsWanted = record.Over(same.Record) == same.Record;
            Withheld.Add(new Withheld(Draft(record), Strangeness(same), IsUnmet: !isAsWanted));
        }
        return true;
    }

    /// <summary>What a person asked to hand over goes as a whole name, and whatever is wanted there waits for that.</summary>
    bool LetGoOf(IReadOnlyList<DesiredRecord> wanted)
    {
        var ours = unmatched.FindAll(record => ownership.ObjectOf(record) is not null);
        if (ours.Count == 0 || ownership.WishFor(name, OwnershipAction.Release) is not { } wish)
        {
            return false;
        }
        foreach (var record in ours)
        {
            var @object = ownership.ObjectOf(record)!;
            Propose(new RecordChange.Release(@object, record, wish.By), wish);
            KeepClaim(@object);
        }
        var missing = wanted.Where(record => record.Unproven is null && !unmatched.Exists(there => there.Key == record.Key));
        Withheld.AddRange(missing.OrderBy(record => record.Key).ThenBy(record => record.By.Address, StringComparer.Ordinal)
            .Select(record => new Withheld(Draft(record), Reasons.Releasing(wish), IsUnmet: true)));
        return true;
    }

    /// <summary>What a person asked to have for ours: what has one mark of two, and what is exactly as the lab asks for it.</summary>
    bool MakeOurs(ActualRecord there, DesiredRecord? record)
    {
        if (ownership.WayTo(there) is not { } way || ownership.WishFor(name, way) is not { } wish
            || (way != OwnershipAction.Recover && (record is null || record.Over(there.Record) != there.Record || programs.KeeperOf(there) is not null)))
        {
            return false;
        }
        var @object = ownership.RecordedAs(there) ?? objects.Next(there.Key);
        Propose(new RecordChange.Mark(@object, there, way, wish.By), wish);
        if (record is null)
        {
            KeepClaim(@object);
        }
        else
        {
            Claims[@object] = ClaimOf(record);
        }
        return true;
    }

    void Propose(RecordChange change, OwnershipWish wish)
    {
        if (policy.Apply == ApplyMode.DryRun)
        {
            Previewed.Add(change);
        }
        else
        {
            Proposed.Add(new Waiting(change, [Reasons.Asked(wish)]));
        }
    }

    void Keep(string @object, ActualRecord same, DesiredRecord record)
    {
        if (record.Unproven is { } unproven)
        {
            LetGo(@object, same, ClaimOf(record) with { AbsentSince = ownership.Claims.GetValueOrDefault(@object)?.AbsentSince }, unproven);
            return;
        }
        Claims[@object] = ClaimOf(record);
        if (record.Over(same.Record) is var after && after != same.Record)
        {
            var update = new RecordChange.Update(@object, same, after, record.By);
            if (record.Policy == ChangePolicy.CreateOnly)
            {
                Withheld.Add(new Withheld(update, Reasons.Keeps(record.Policy, record.By.Address), IsUnmet: false));
            }
            else
            {
                Add(update, record.Apply);
            }
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
        if (Keeps(claim, record) is { } kept)
        {
            Withheld.Add(new Withheld(update, kept, IsUnmet: claim!.Address != record.By.Address));
            KeepClaim(@object);
        }
        else if (Objection(update, @object, claim, record.By) is { } reason)
        {
            Withhold(update, reason, @object, claim);
        }
        else
        {
            Add(update, record.Apply, claim?.Apply ?? ApplyMode.Auto);
            Claims[@object] = ClaimOf(record);
        }
        return true;
    }

    void Make(List<DesiredRecord> toMake)
    {
        var inTheWay = unmatched
            .Where(candidate => ownership.ObjectOf(candidate) is not null && toMake.Exists(record => Exclusion.Is(desired.Zone, record.Content, candidate.Record.Content)))
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
        var replacing = free.Where(record => inTheWay.Exists(before => Exclusion.Is(desired.Zone, record.Content, before.Record.Content))).ToList();
        if (replacing.Count > 0)
        {
            Replace(inTheWay, replacing);
        }
        foreach (var record in free.Except(replacing))
        {
            Add(Creation(record), record.Apply);
        }
    }

    void Replace(List<ActualRecord> befores, List<DesiredRecord> records)
    {
        befores.ForEach(before => unmatched.Remove(before));
        var deletes = befores.ConvertAll(before => new RecordChange.Delete(ownership.ObjectOf(before)!, before, records[0].By.Address));
        var objections = deletes.Select(delete =>
            Keeps(ownership.Claims.GetValueOrDefault(delete.Object), records[0])
            ?? Objection(delete, delete.Object, ownership.Claims.GetValueOrDefault(delete.Object), records[0].By));
        if (objections.FirstOrDefault(reason => reason is not null) is { } objection)
        {
            var draft = new RecordChange.Replace(deletes, records.ConvertAll(Draft));
            Withheld.Add(new Withheld(draft, objection, IsUnmet: true));
            deletes.ForEach(delete => KeepClaim(delete.Object));
            return;
        }
        // Should it fail, what stands there now is still wanted by whoever wanted it.
        deletes.ForEach(delete => KeepClaim(delete.Object));
        Add(
            new RecordChange.Replace(deletes, records.ConvertAll(Creation)),
            [.. records.Select(record => record.Apply), .. deletes.Select(delete => ownership.Claims.GetValueOrDefault(delete.Object)?.Apply ?? ApplyMode.Auto)]);
    }

    /// <summary>What nobody wants: deleted when it is ours and that is proven, reported when only half of it is ours.</summary>
    void Retire(ActualRecord record)
    {
        if (ownership.IsHalfOwned(record))
        {
            if (MakeOurs(record, record: null))
            {
                return;
            }
            var half = new RecordChange.Delete(ownership.RecordedAs(record) ?? objects.First(record.Key), record, "");
            Withheld.Add(new Withheld(half, ownership.Strangeness(record)!, IsUnmet: false));
        }
        if (ownership.ObjectOf(record) is not { } @object)
        {
            return;
        }
        var claim = ownership.Claims.GetValueOrDefault(@object);
        LetGo(@object, record, claim, evidence.Unproven(claim));
    }

    /// <summary>Deletes once nothing speaks against it any more.</summary>
    /// <param name="unproven">Why it is not proven that its claimant is gone; null: it is.</param>
    void LetGo(string @object, ActualRecord record, Claim? claim, Reason? unproven)
    {
        // What cannot be read may still claim it; of what is not there any more a person may know.
        var silence = unproven is not null && Silent.Contains(unproven.Code) ? unproven : evidence.Silence(known: unproven is null ? null : claim!.Source);
        var doubt = unproven is null ? evidence.Doubt(claim) : Reasons.Unproven(unproven);
        var delete = new RecordChange.Delete(@object, record, claim?.Address ?? "");
        var absentSince = silence is null ? claim?.AbsentSince ?? now : (DateTimeOffset?)null;
        Remember(@object, claim, absentSince);
        var dueAt = claim is null ? null : absentSince + policy.RemoveAfter;
        if (claim is { Policy: not ChangePolicy.Sync } kept)
        {
            Withheld.Add(new Withheld(delete, Reasons.Keeps(kept.Policy, kept.Address), IsUnmet: false));
        }
        else if ((silence ?? evidence.HeldBack(delete, @object, claim?.Address ?? "", claim?.Source ?? "")) is { } objection)
        {
            Withheld.Add(new Withheld(delete, objection, IsUnmet: false));
        }
        else if (dueAt > now)
        {
            Withheld.Add(new Withheld(delete, Reasons.RemoveAfter(dueAt.Value), IsUnmet: false, dueAt));
        }
        else
        {
            Add(delete, doubt, claim?.Apply ?? ApplyMode.Auto);
        }
    }

    void Add(RecordChange change, params ReadOnlySpan<ApplyMode> asked) => Add(change, doubt: null, asked);

    void Add(RecordChange change, Reason? doubt, params ReadOnlySpan<ApplyMode> asked)
    {
        var byDocument = ApplyModes.Strictest(asked);
        if (ApplyModes.Strictest(policy.Apply, byDocument) == ApplyMode.DryRun)
        {
            Previewed.Add(change);
            return;
        }
        Reason?[] reasons =
        [
            doubt,
            policy.Apply == ApplyMode.Approve ? Reasons.PolicyAsks : null,
            byDocument == ApplyMode.Approve ? Reasons.DocumentAsks : null,
        ];
        if (reasons.OfType<Reason>().ToList() is { Count: > 0 } why)
        {
            Proposed.Add(new Waiting(change, why));
        }
        else
        {
            Changes.Add(change);
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
        if (programs.KeeperOf(name, record.Content) is { } program)
        {
            return program;
        }
        var obstacle = strangers.Find(stranger =>
            Exclusion.Is(desired.Zone, record.Content, stranger.Record.Content)
            || (stranger.Record.Content.Type == record.Content.Type && record.Content is not RecordContent.Txt));
        return obstacle is null ? null : Strangeness(obstacle);
    }

    Reason Strangeness(ActualRecord stranger) =>
        stranger.IsLocked || ownership.IsHalfOwned(stranger) ? ownership.Strangeness(stranger)! : programs.KeeperOf(stranger) ?? ownership.Strangeness(stranger)!;

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

    Claim ClaimOf(DesiredRecord record) => new(record.By.Source, record.By.Address, desired.Epoch, AbsentSince: null, record.Apply, record.Policy);
}
