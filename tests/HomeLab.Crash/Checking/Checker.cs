using System.Text.Json;
using HomeLab.Crash.Workload;

namespace HomeLab.Crash.Checking;

/// <summary>Holds what a run left behind to what was promised. Knows nothing of how the fleet works.</summary>
static class Checker
{
    public static IReadOnlyList<Violation> Check(FleetRecord record) =>
        [.. Zone(record), .. Ownership(record), .. Rest(record), .. EffectCheck.Check(record), .. MessageCheck.Check(record)];

    /// <summary>Whether it is worth to check: nothing moves any more, and all is as wanted.</summary>
    public static bool IsSettled(FleetRecord record) =>
        !Zone(record).Any() && !Rest(record).Any() && record.Queues.All(queue => queue.Key.EndsWith("_error", StringComparison.Ordinal))
        && !MessageCheck.Lost(record).Any();

    static IEnumerable<Violation> Zone(FleetRecord record)
    {
        var ours = record.Zone.Where(IsOurs).Select(State).Select(Wanted).ToList();
        foreach (var missing in record.Wanted.Except(ours))
        {
            yield return new("ZoneIsWanted", $"{missing} is wanted and not there");
        }
        foreach (var extra in ours.Except(record.Wanted))
        {
            yield return new("ZoneIsWanted", $"{extra} is there and not wanted");
        }
        foreach (var twice in ours.GroupBy(it => it).Where(it => it.Count() > 1))
        {
            yield return new("ZoneIsWanted", $"{twice.Key} is there {twice.Count()} times");
        }
        var foreign = record.Zone.Where(it => !IsOurs(it)).Select(it => it.GetRawText()).ToList();
        foreach (var touched in record.ForeignBefore.Except(foreign))
        {
            yield return new("ForeignIsUntouched", $"was {touched}");
        }
        foreach (var made in foreign.Except(record.ForeignBefore))
        {
            yield return new("ForeignIsUntouched", $"is {made}");
        }
    }

    static IEnumerable<Violation> Ownership(FleetRecord record)
    {
        var marked = record.Zone.Where(IsOurs).ToDictionary(it => it.GetProperty("id").GetString()!, it => State(it).ToString());
        var owned = record.Owned.ToLookup(it => it.ProviderId);
        foreach (var (id, state) in marked.Where(it => !owned.Contains(it.Key)))
        {
            yield return new("NoOrphan", $"{id} has our mark and no row: {state}");
        }
        foreach (var row in record.Owned.Where(it => !marked.ContainsKey(it.ProviderId)))
        {
            yield return new("NoOrphan", $"{row.Object} is owned by its row, and {row.ProviderId} is not there");
        }
    }

    static IEnumerable<Violation> Rest(FleetRecord record) =>
    [
        .. record.UnsettledWork.Select(it => new Violation("WorkIsConverged", it)),
        .. record.OpenIntents.Select(it => new Violation("IntentsAreSettled", it)),
        .. record.Outboxes.Where(it => it.Value > 0).Select(it => new Violation("OutboxIsEmpty", $"{it.Key} still has {it.Value}")),
        .. record.Queues.Where(it => it.Key.EndsWith("_error", StringComparison.Ordinal))
            .Select(it => new Violation("NoDeadLetter", $"{it.Key} has {it.Value}")),
    ];

    static bool IsOurs(JsonElement record) => Marks.IntentOf(State(record).Comment) is not null;

    static WantedRecord Wanted(RecordState state) => new(state.Name, state.Type, state.Content);

    static RecordState State(JsonElement record) => RecordStates.Read(record)!;
}
