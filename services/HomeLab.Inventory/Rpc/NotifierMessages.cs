using Google.Protobuf.WellKnownTypes;
using HomeLab.Contracts.Grpc.Inventory;
using HomeLab.Inventory.Notifications;
using HomeLab.Lab.Kinds;

namespace HomeLab.Inventory.Rpc;

/// <summary>How it stands with notifiers, in the words of the contract.</summary>
static class NotifierMessages
{
    /// <param name="row">Null: there was nothing to tell yet.</param>
    public static Contracts.Grpc.Inventory.Notifier Of(NotifierSpec spec, NotifierRow? row, DateTimeOffset now) => new()
    {
        Name = spec.Name,
        Kind = spec.Kind,
        Events = { spec.WantedEvents() },
        TakenAge = AgeOf(row?.TakenAt, now),
        Waiting = row?.Waiting ?? 0,
        GivenUp = row?.GivenUp ?? 0,
        Attempts = row?.Attempts ?? 0,
        Reason = row?.Reason ?? "",
        FailingAge = AgeOf(row?.FailingSince, now),
    };

    static Duration? AgeOf(DateTime? at, DateTimeOffset now) => at is { } known ? (now.UtcDateTime - known).ToDuration() : null;
}
