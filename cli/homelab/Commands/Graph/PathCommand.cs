using System.CommandLine;
using HomeLab.Cli.Output;
using HomeLab.Contracts.Grpc.Inventory;

namespace HomeLab.Cli.Commands.Graph;

/// <summary>From a host name to the disk, and where the way is broken.</summary>
static class PathCommand
{
    static readonly IReadOnlyList<Column<Hop>> Table =
    [
        new("HOP", it => it.Node.Address),
        new("STATE", it => it.Broken.Length > 0 ? new Cell(it.Node.State.Length > 0 ? it.Node.State : "missing", Tone.Bad) : it.Node.State),
        new("BY", it => GraphAnswers.By(it.By), IsElastic: true),
    ];

    public static Command Create(Actions actions)
    {
        var name = new Argument<string>("hostname") { Description = "Under which people reach something." };
        var command = new Command("path", "Every hop from a host name to what serves it and what that stands on; exit code 5: one is broken.") { name };
        command.SetAction(actions.Of(async (run, cancellationToken) =>
        {
            var report = await GraphAnswers.AskAsync(
                run, (graph, options) => graph.GetPathAsync(new GetPathRequest { HostName = run.Value(name)! }, options), cancellationToken);
            var broken = report.Hops.FirstOrDefault(it => it.Broken.Length > 0);
            if (run.Page.IsJson)
            {
                run.Page.Json(JsonText.Of(report));
            }
            else
            {
                run.Page.Table(report.Hops, Table);
                run.Page.Line();
                run.Page.Text(broken is null
                    ? new Cell("No hop is known to be broken.", Tone.Good)
                    : new Cell($"The first broken hop is {broken.Node.Address}: {broken.Broken}.", Tone.Bad));
                GraphAnswers.WriteGaps(run.Page, report.Gaps);
            }
            return broken is null ? ExitCode.Ok : ExitCode.Differs;
        }));
        return command;
    }
}
