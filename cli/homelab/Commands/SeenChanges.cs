using HomeLab.Cli.Output;
using HomeLab.Contracts.Grpc.Inventory;
using ChangesClient = HomeLab.Contracts.Grpc.Inventory.Changes.ChangesClient;

namespace HomeLab.Cli.Commands;

/// <summary>What sources showed to change, whoever did it.</summary>
static class SeenChanges
{
    /// <summary>That one request may ask for.</summary>
    const int Page = 1000;

    /// <summary>The newest of objects whose address has <paramref name="thing"/> from slash to slash.</summary>
    public static async Task<IReadOnlyList<ObjectChange>> ReadAsync(Run run, string thing, int limit, CancellationToken cancellationToken)
    {
        // Who names one service alone asks that one.
        if (run.Fleet.Services.All(it => it.Name != "inventory"))
        {
            return [];
        }
        var changes = new List<ObjectChange>();
        for (long? before = 0; before is not null && changes.Count < limit;)
        {
            var request = new ListChangesRequest { Object = thing, Limit = Math.Min(Page, limit - changes.Count), Before = before.Value };
            var answer = await run.Fleet.TryAsync(() => run.Fleet.Inventory.AskAsync(
                options => new ChangesClient(run.Fleet.Inventory.Invoker).ListChangesAsync(request, options), cancellationToken));
            changes.AddRange(answer?.Changes ?? []);
            before = answer?.Next is > 0 and var next ? next : null;
        }
        return changes;
    }

    /// <param name="isAlone">Nothing stands above it.</param>
    public static void Write(Run run, IReadOnlyList<ObjectChange> changes, bool isAlone)
    {
        if (changes.Count > 0 && !isAlone)
        {
            run.Page.Line();
        }
        foreach (var change in changes)
        {
            run.Page.Line(new Cell($"{Times.Instant(change.At)}  {change.Action} {change.Address}, as {change.Source} showed"));
            run.Page.Field("Because", change.Reason);
            foreach (var field in change.Fields)
            {
                run.Page.Field("Field", $"{field.Path}: {(field.HasWas ? field.Was : "nothing")} -> {(field.HasBecame ? field.Became : "nothing")}");
            }
            run.Page.Field("More", change.MoreFields > 0 ? $"{change.MoreFields} fields" : "");
            run.Page.Field("By", change.ActorName.Length > 0 ? $"{change.Actor}: {change.ActorName}" : change.Actor);
            run.Page.Field("Evidence", change.Evidence);
        }
    }
}
