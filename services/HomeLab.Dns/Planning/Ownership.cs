using HomeLab.Dns.Records;
using HomeLab.ServiceDefaults.Reconciliation;

namespace HomeLab.Dns.Planning;

/// <summary>What is ours: a record with our mark in its comment and an entry in our ledger under its id. One of the two is not enough.</summary>
sealed class Ownership(string installation, IReadOnlyList<OwnedObject> owned, IReadOnlyDictionary<string, Claim> claims)
{
    readonly Dictionary<string, OwnedObject> byId = owned
        .GroupBy(o => o.ProviderId)
        .ToDictionary(group => group.Key, group => group.MinBy(o => o.Object, StringComparer.Ordinal)!);

    public IReadOnlyList<OwnedObject> Owned => owned;

    public IReadOnlyDictionary<string, Claim> Claims => claims;

    public IReadOnlyList<OwnershipWish> Wishes { get; init; } = [];

    /// <summary>What a person asked for at a name: what was said of the name itself counts, not what was said of the zone.</summary>
    public OwnershipWish? WishFor(DomainName name, OwnershipAction action) =>
        (Wishes.FirstOrDefault(wish => wish.Name == name) ?? Wishes.FirstOrDefault(wish => wish.Name is null)) is { } wish && wish.Action == action
            ? wish
            : null;

    /// <summary>How the record could become ours; null: not at all, or it is.</summary>
    public OwnershipAction? WayTo(ActualRecord record) => record switch
    {
        { IsLocked: true } => null,
        // Whatever our ledger says, the other one writes it now.
        _ when OwnerMark.Of(record.Comment) is { } mark && mark.Installation != installation => null,
        _ when IsHalfOwned(record) => OwnershipAction.Recover,
        _ when ObjectOf(record) is not null => null,
        _ => OwnerMark.ReleasedBy(record.Comment) is null ? OwnershipAction.Adopt : OwnershipAction.Take,
    };

    /// <summary>The address of our object; null when the record is not wholly ours.</summary>
    public string? ObjectOf(ActualRecord record) => Strangeness(record) is null ? byId[record.Id].Object : null;

    /// <summary>The address that our ledger has for the record, marked or not.</summary>
    public string? RecordedAs(ActualRecord record) => byId.GetValueOrDefault(record.Id)?.Object;

    /// <summary>Why the record is not ours to change; null: it is.</summary>
    public Reason? Strangeness(ActualRecord record)
    {
        var mark = OwnerMark.Of(record.Comment);
        var isMarked = mark?.Installation == installation;
        return (isMarked, byId.ContainsKey(record.Id)) switch
        {
            _ when record.IsLocked => Reasons.Locked(record),
            (true, true) => null,
            (true, false) => Reasons.OnlyMarked(record),
            (false, true) => Reasons.OnlyRecorded(record),
            _ when mark is not null => Reasons.OtherInstallation(record, mark.Installation),
            _ when OwnerMark.ReleasedBy(record.Comment) is { } former => Reasons.Released(record, former),
            _ => Reasons.Foreign(record),
        };
    }

    /// <summary>One mark of two: said in every plan, so that a person can put it right.</summary>
    public bool IsHalfOwned(ActualRecord record) =>
        !record.IsLocked && byId.ContainsKey(record.Id) != (OwnerMark.Of(record.Comment)?.Installation == installation);
}
