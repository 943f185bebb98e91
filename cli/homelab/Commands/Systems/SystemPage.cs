using HomeLab.Cli.Output;
using HomeLab.Contracts.Grpc.Inventory;

namespace HomeLab.Cli.Commands.Systems;

/// <summary>Everything that is known of one system.</summary>
static class SystemPage
{
    const int RecentChanges = 5;

    public static async Task<int> WriteAsync(Run run, string thing, CancellationToken cancellationToken)
    {
        var described = await SystemAnswers.AskAsync(
            run, (systems, options) => systems.GetSystemAsync(new GetSystemRequest { System = thing }, options), cancellationToken);
        if (run.Page.IsJson)
        {
            run.Page.Json(JsonText.Of(described));
            return ExitCode.Ok;
        }
        var (page, system) = (run.Page, described.System);
        page.Line($"{(system.Id.Length > 0 ? "System" : "Workload")} {system.Name}");
        page.Field("Health", Tones.Health(system.Health, system.Flaps));
        page.Field("Since", Times.Ago(system.Since, run.Now));
        page.Field("Reason", system.Reason);
        page.Field("Changes", system.Flaps > 0 ? $"{system.Flaps} lately, so the worst of them is shown until it is quiet" : "");
        page.Field("Root cause", system.Root);
        foreach (var step in described.Path)
            page.Field("Because", step);
        page.Field("Version", system.Version);
        page.Field("Site", system.Site);
        page.Field("Owner", Texts.Owner(system.Owner));
        page.Field("Address", system.Address);
        foreach (var signal in described.Signals)
            page.Field("Signal", new Cell($"{signal.Health}: {signal.Reason} ({signal.Probe})", Tones.Health(signal.Health, 0).Tone));
        foreach (var part in described.Objects)
            page.Field("Object", part.Evidence.Count == 0 ? $"{part.Address}, of its own" : $"{part.Address}, by {string.Join(", ", part.Evidence)}");
        var history = await SystemHistoryPage.ReadAsync(run, system.Address, RecentChanges, cancellationToken);
        if (history.Count > 0)
        {
            page.Line();
            page.Line("Last changes:");
            page.Table(history, SystemHistoryPage.Table, indent: 2);
        }
        return ExitCode.Ok;
    }
}
