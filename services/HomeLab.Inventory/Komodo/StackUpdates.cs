using HomeLab.Inventory.Changes;
using HomeLab.Komodo.Updates;

namespace HomeLab.Inventory.Komodo;

/// <summary>Tells from a Core's updates who changed a stack, a server or a sync.</summary>
sealed class StackUpdates(TimeProvider time)
{
    const string Otherwise = "no update of this Core explains it";

    /// <summary>What follows from running things, and not from writing them down.</summary>
    static readonly HashSet<string> OfRunning = new(StringComparer.Ordinal) { "state", "services", "containers", "deployed", "missingFiles", "carriedOut" };

    /// <summary>What Core finds by itself, or another object of it brings along.</summary>
    static readonly HashSet<string> Found = new(StringComparer.Ordinal) { "latest", "version", "sharesProjectWith" };

    readonly RecentActs acts = new(time);

    public void See(IReadOnlyList<UpdateSummary> updates) => acts.See(
    [
        .. updates.Where(it => it.Target is not null && (!it.IsComplete || it.Success)).Select(it => (
            new Act(it.Id, it.Target!.Id, it.Operation, it.Username, $"update {it.Id} {it.Operation}"), !it.IsComplete)),
    ]);

    public Actor ActorOf(ObservedChange change) =>
        (change.Now ?? change.Before)?.Uid is { Length: > 0 } id ? acts.Of(id, operation => Explains(operation, change), Otherwise) : Actor.NotKnown(Otherwise);

    static bool Explains(string operation, ObservedChange change) => change.Action switch
    {
        ObservedChange.Appeared or ObservedChange.Replaced => Begins(operation, "Create", "Copy", "Rename"),
        ObservedChange.Gone => Begins(operation, "Delete", "Rename"),
        _ when Begins(operation, "Deploy", "Start", "Restart", "Pause", "Unpause", "Stop", "Destroy", "Pull", "Run") => change.Fields.Any(it => OfRunning.Contains(it.Segments[0])),
        _ => Begins(operation, "Update", "Write", "Commit") && change.Fields.Any(it => !OfRunning.Contains(it.Segments[0]) && !Found.Contains(it.Segments[0])),
    };

    static bool Begins(string operation, params string[] verbs) => Array.Exists(verbs, it => operation.StartsWith(it, StringComparison.Ordinal));
}
