using System.Text.Json;
using HomeLab.Crash.Workload;

namespace HomeLab.Crash.Checking;

/// <summary>All that a run left behind, from each side's own books.</summary>
sealed record FleetRecord
{
    public required IReadOnlyList<WantedRecord> Wanted { get; init; }

    /// <summary>The zone as its provider shows it, ours and others'.</summary>
    public required IReadOnlyList<JsonElement> Zone { get; init; }

    /// <summary>Records that are not ours as they were before anything began, character by character.</summary>
    public required IReadOnlyList<string> ForeignBefore { get; init; }

    public required IReadOnlyList<Effect> Effects { get; init; }

    public required IReadOnlyList<LedgerLine> Ledger { get; init; }

    public required IReadOnlyList<OwnedLine> Owned { get; init; }

    /// <summary>Keys and how they stand, where that is neither settled nor at rest.</summary>
    public required IReadOnlyList<string> UnsettledWork { get; init; }

    /// <summary>Intents that are neither applied nor rejected.</summary>
    public required IReadOnlyList<string> OpenIntents { get; init; }

    /// <summary>Messages that wait in an outbox, by service.</summary>
    public required IReadOnlyDictionary<string, long> Outboxes { get; init; }

    /// <summary>Messages in the queues, dead letters among them, by queue; empty ones left out.</summary>
    public required IReadOnlyDictionary<string, uint> Queues { get; init; }

    /// <summary>Messages as their senders' transactions wrote them.</summary>
    public required IReadOnlyList<MessageLine> Sent { get; init; }

    /// <summary>Message ids that the receiver's inbox remembers.</summary>
    public required IReadOnlyList<Guid> Remembered { get; init; }

    /// <summary>Bodies that the receiver's handler wrote down, in its order.</summary>
    public required IReadOnlyList<HandledLine> Handled { get; init; }
}

/// <summary>A change of the zone by the provider's own books.</summary>
/// <param name="State">The record after the change, or before a delete.</param>
sealed record Effect(long Sequence, string Action, string Id, RecordState State)
{
    /// <summary>The intent that made the record; null: it is not ours.</summary>
    public Guid? MadeBy => Marks.IntentOf(State.Comment);
}

sealed record RecordState(string Name, string Type, string Content, string Comment);

/// <param name="ExpectedId">The provider's id that the change was meant for; null for a create.</param>
sealed record LedgerLine(long Id, string Entry, Guid Change, string Object, string Action, string? Result, string? ExpectedId, RecordState? Desired);

sealed record OwnedLine(string Object, string ProviderId);

sealed record MessageLine(Guid Id, string Urn, string Body);

sealed record HandledLine(string Urn, string Body);
