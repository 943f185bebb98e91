using HomeLab.Dns.Records;
using HomeLab.ServiceDefaults.Reconciliation;

namespace HomeLab.Dns.Planning;

/// <summary>What is ours: a record with our mark in its comment and an entry in our ledger under its id. One of the two is not enough.</summary>
sealed class Ownership(string installation, IReadOnlyList<OwnedObject> owned, IReadOnlyDictionary<string, Claim> claims)
{
    readonly Dictionary<string, OwnedObject> byId = ById(owned);

    public IReadOnlyList<OwnedObject> Owned => owned;

    public IReadOnlyDictionary<string, Claim> Claims => claims;

    public IReadOnlyList<OwnershipWish> Wishes { get; init; } = [];

    /// <summary>What people had taken back.</summary>
    public IReadOnlyList<Undo> Undone { get; init; } = [];

    /// <summary>What a person asked for at a name: what was said of the name itself counts, not what was said of the zone.</summary>
    public OwnershipWish? WishFor(DomainName name, OwnershipAction action) =>
        Wishes.Count > 0 && (Wishes.FirstOrDefault(wish => wish.Name == name) ?? Wishes.FirstOrDefault(wish => wish.Name is null)) is { } wish && wish.Action == action
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
    public string? ObjectOf(ActualRecord record) =>
        !record.IsLocked && byId.TryGetValue(record.Id, out var recorded) && IsMarked(record) ? recorded.Object : null;

    /// <summary>The address that our ledger has for the record, marked or not.</summary>
    public string? RecordedAs(ActualRecord record) => byId.GetValueOrDefault(record.Id)?.Object;

    /// <summary>Why the record is not ours to change; null: it is.</summary>
    public Reason? Strangeness(ActualRecord record)
    {
        var mark = OwnerMark.Of(record.Comment);
        return (mark?.Installation == installation, byId.ContainsKey(record.Id)) switch
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
        !record.IsLocked && byId.ContainsKey(record.Id) != IsMarked(record);

    bool IsMarked(ActualRecord record) => OwnerMark.IsOf(installation, record.Comment);

    /// <summary>Where two objects have one record, the first by its address.</summary>
    static Dictionary<string, OwnedObject> ById(IReadOnlyList<OwnedObject> owned)
    {
        var byId = new Dictionary<string, OwnedObject>(owned.Count);
        foreach (var one in owned)
        {
            if (!byId.TryAdd(one.ProviderId, one) && string.CompareOrdinal(one.Object, byId[one.ProviderId].Object) < 0)
            {
                byId[one.ProviderId] = one;
            }
        }
        return byId;
    }
}
