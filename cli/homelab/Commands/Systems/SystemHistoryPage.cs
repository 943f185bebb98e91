using System.Text.Json.Nodes;
using HomeLab.Cli.Output;
using HomeLab.Contracts.Grpc.Inventory;

namespace HomeLab.Cli.Commands.Systems;

/// <summary>What became of a system.</summary>
static class SystemHistoryPage
{
    /// <summary>That one request may ask for.</summary>
    const int Most = 1000;

    public static readonly IReadOnlyList<Column<SystemChange>> Table =
    [
        new("AT", change => Times.Instant(change.At)),
        new("WHAT", change => change.Aspect),
        new("WAS", change => change.Was),
        new("BECAME", change => change.Aspect == "health" ? Tones.Health(change.Became, 0) : change.Became),
        new("BY", change => change.WrittenBy.Length > 0 ? $"{change.Writer}: {change.WrittenBy}" : change.Writer),
        new("REASON", change => change.Reason, IsElastic: true),
    ];

    public static async Task<IReadOnlyList<SystemChange>> ReadAsync(Run run, string system, int limit, CancellationToken cancellationToken) =>
        (await SystemAnswers.AskAsync(
            run,
            (systems, options) => systems.ListSystemHistoryAsync(new ListSystemHistoryRequest { System = system, Limit = Math.Min(limit, Most) }, options),
            cancellationToken)).Changes;

    public static async Task<int> WriteAsync(Run run, string system, int limit, CancellationToken cancellationToken)
    {
        var changes = await ReadAsync(run, system, limit, cancellationToken);
        if (run.Page.IsJson)
            run.Page.Json(new JsonArray([.. changes.Select(it => JsonText.Of(it))]));
        else
            run.Page.List(changes, Table, JsonText.Of, $"Nothing became of {system} yet.");
        return changes.Count == 0 ? ExitCode.NotFound : ExitCode.Ok;
    }
}
