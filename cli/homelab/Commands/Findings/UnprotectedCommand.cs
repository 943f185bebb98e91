using System.CommandLine;
using HomeLab.Cli.Commands.Graph;
using HomeLab.Cli.Output;
using HomeLab.Contracts.Grpc.Inventory;
using FindingsClient = HomeLab.Contracts.Grpc.Inventory.Findings.FindingsClient;

namespace HomeLab.Cli.Commands.Findings;

/// <summary>What holds data and has no copy.</summary>
static class UnprotectedCommand
{
    static readonly IReadOnlyList<Column<StatefulThing>> Table =
    [
        new("PROTECTED", it => it.Protection switch
        {
            Protection.Protected => new Cell("yes", Tone.Good),
            Protection.Unprotected => new Cell("no", Tone.Bad),
            _ => new Cell("unknown", Tone.Attention),
        }),
        new("KIND", it => it.Kind),
        new("WHAT", it => it.Address),
        new("BECAUSE", it => it.By.Count > 0 ? string.Join("; ", it.By) : it.Reason, IsElastic: true),
    ];

    public static Command Create(Actions actions)
    {
        var scope = new Option<string?>("--scope") { Description = "Only this address and what is below it: kubernetes/talos.", HelpName = "address" };
        var all = new Option<bool>("--all") { Description = "Also what is protected, and by what." };
        var command = new Command("unprotected", "What holds data of which no copy is known, or of which nobody can tell. Exit code 5: something is surely unprotected.") { scope, all };
        command.SetAction(actions.Of(async (run, cancellationToken) =>
        {
            var report = await run.Fleet.Inventory.AskAsync(
                options => new FindingsClient(run.Fleet.Inventory.Invoker).ListProtectionAsync(new ListProtectionRequest { Scope = run.Value(scope) ?? "" }, options),
                cancellationToken);
            Write(run, report, run.Value(all));
            return report.Things.Any(it => it.Protection == Protection.Unprotected) ? ExitCode.Differs : ExitCode.Ok;
        }));
        return command;
    }

    static void Write(Run run, ProtectionReport report, bool isAll)
    {
        if (run.Page.IsJson)
        {
            run.Page.Json(JsonText.Of(report));
            return;
        }
        // The worst first.
        var shown = report.Things.Where(it => isAll || it.Protection != Protection.Protected).OrderByDescending(it => it.Protection).ToList();
        run.Page.List(shown, Table, JsonText.Of, report.Things.Count == 0 ? "Nothing that was seen holds data." : $"All {report.Things.Count} that hold data are protected.");
        GraphAnswers.WriteGaps(run.Page, report.Gaps);
    }
}
