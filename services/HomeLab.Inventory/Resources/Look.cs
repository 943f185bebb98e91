using HomeLab.Inventory.Changes;

namespace HomeLab.Inventory.Resources;

/// <summary>What was seen of a source at one time.</summary>
/// <param name="Activity">What the span of a change is called: <c>docker event</c>.</param>
/// <param name="Action">What made us look: the event's action, or <c>read</c>.</param>
/// <param name="Subject">The container that the event is about; empty for a full read.</param>
/// <param name="Addresses">The addresses that were looked at; null: all of the source.</param>
/// <param name="RemovalCode">Why what is not seen among them is gone.</param>
sealed record Look(
    string Activity, string Action, string Subject, IReadOnlyList<ObservedResource> Seen, IReadOnlySet<string>? Addresses, string RemovalCode)
{
    public bool IsComplete => Addresses is null;

    /// <summary>Whatever is known of this uid was looked at too: it has gone or moved.</summary>
    public string? Uid { get; init; }

    /// <summary>When it was so, where it was seen by somebody else before; null: just now.</summary>
    public DateTimeOffset? AsOf { get; init; }

    /// <summary>Who made a change that this look shows, as far as its source proves it.</summary>
    public Func<ObservedChange, Actor> ActorOf { get; init; } = _ => Actor.NotKnown("its source does not tell");

    public bool IsWithin(string address, KnownResources known) => Addresses is null || Addresses.Contains(address)
        || (Uid is not null && known.Resources.TryGetValue(address, out var resource) && resource.Uid == Uid);
}
