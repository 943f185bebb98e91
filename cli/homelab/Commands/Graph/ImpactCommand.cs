using System.CommandLine;
using HomeLab.Cli.Output;
using HomeLab.Contracts.Grpc.Inventory;

namespace HomeLab.Cli.Commands.Graph;

/// <summary>What dies with a thing, and what limps on.</summary>
static class ImpactCommand
{
    static readonly IReadOnlyList<Column<ImpactedNode>> Table =
    [
        new("EFFECT", it => it.Fails ? new Cell("fails", Tone.Bad) : new Cell("degraded", Tone.Attention)),
        new("WHAT", it => it.Node.Address),
        new("BECAUSE", it => Way(it), IsElastic: true),
    ];

    public static Command Create(Actions actions)
    {
        var thing = new Argument<string>("thing") { Description = "A host name, or an address as `homelab get resources` lists it; its end is enough." };
        var command = new Command("impact", "What fails, and what is degraded, when a thing fails.") { thing };
        command.SetAction(actions.Of(async (run, cancellationToken) =>
        {
            var report = await GraphAnswers.AskAsync(
                run, (graph, options) => graph.GetImpactAsync(new GetImpactRequest { Thing = run.Value(thing)! }, options), cancellationToken);
            if (run.Page.IsJson)
            {
                run.Page.Json(JsonText.Of(report));
                return ExitCode.Ok;
            }
            var fails = report.Impacted.Count(it => it.Fails);
            run.Page.Text(report.Impacted.Count == 0
                ? $"Nothing that was seen hangs on {report.Thing.Address}."
                : $"When {report.Thing.Address} fails: {fails} fail with it, {report.Impacted.Count - fails} degraded.");
            if (report.Impacted.Count > 0)
                run.Page.Table(report.Impacted, Table, indent: 2);
            GraphAnswers.WriteGaps(run.Page, report.Gaps);
            return ExitCode.Ok;
        }));
        return command;
    }

    static string Way(ImpactedNode impacted) => string.Join(", ", impacted.Because.Select(it => $"{it.Kind} {it.To}"));
}
