using System.CommandLine;
using HomeLab.Cli.Output;
using HomeLab.Contracts.Grpc.Inventory;

namespace HomeLab.Cli.Commands.Graph;

/// <summary>In which order everything can start or stop.</summary>
static class OrderCommand
{
    public static Command Create(Actions actions)
    {
        var stop = new Option<bool>("--stop") { Description = "The order in which to stop." };
        var kinds = new Option<string[]>("--kind") { Description = "Only of this kind: docker.container, kubernetes.Node.", HelpName = "kind" };
        var command = new Command("order", "In which order things can start; what stands in one step can go together. Exit code 5: there is a ring.") { stop, kinds };
        command.SetAction(actions.Of(async (run, cancellationToken) =>
        {
            var report = await GraphAnswers.AskAsync(
                run, (graph, options) => graph.GetOrderAsync(new GetOrderRequest { Kinds = { run.Value(kinds) ?? [] } }, options), cancellationToken);
            if (run.Page.IsJson)
                run.Page.Json(JsonText.Of(report));
            else
                Write(run.Page, report, run.Value(stop));
            return report.Cycles.Count == 0 ? ExitCode.Ok : ExitCode.Differs;
        }));
        return command;
    }

    static void Write(Page page, OrderReport report, bool isStop)
    {
        var steps = isStop ? [.. report.Steps.Reverse()] : report.Steps.ToList();
        for (var step = 0; step < steps.Count; step++)
        {
            page.Line(new Cell($"Step {step + 1}", Tone.Faint));
            foreach (var node in steps[step].Nodes)
                page.Line($"  {node.Address}");
        }
        foreach (var cycle in report.Cycles)
            page.Text(new Cell($"A ring, of which nothing can be first: {string.Join(" needs ", cycle.Addresses)}.", Tone.Bad));
        GraphAnswers.WriteGaps(page, report.Gaps);
    }
}
