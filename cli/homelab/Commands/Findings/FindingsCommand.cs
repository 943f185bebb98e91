using System.CommandLine;
using Grpc.Core;
using HomeLab.Cli.Commands.Graph;
using HomeLab.Cli.Output;
using HomeLab.Contracts.Grpc.Inventory;
using FindingsClient = HomeLab.Contracts.Grpc.Inventory.Findings.FindingsClient;

namespace HomeLab.Cli.Commands.Findings;

/// <summary>What is not as it should be, and what to do about it.</summary>
static class FindingsCommand
{
    static readonly string[] Severities = ["info", "warning", "critical"];

    public static Command Create(Actions actions)
    {
        var id = new Argument<string?>("id") { Description = "One of them, with what to do; the end of its id is enough.", Arity = ArgumentArity.ZeroOrOne };
        var severity = Words("--severity", "Only those of this severity and worse.");
        var scope = new Option<string?>("--scope") { Description = "Only about this address and what is below it: docker/komodo-host.", HelpName = "address" };
        var closed = new Option<bool>("--closed") { Description = "Those that were closed, instead of those that are open." };
        var filter = FilterOption.Create("severity >= warning AND rule : kubernetes");
        var failOn = Words("--fail-on", "Exit code 5 if one of this severity or worse is listed.");
        var command = new Command("findings", "What is not as it should be: the most severe first.") { id, severity, scope, closed, filter, failOn };
        command.SetAction(actions.Of(async (run, cancellationToken) =>
        {
            if (run.Value(id) is { } wanted)
            {
                Show(run, await AskAsync(run, (client, options) => client.GetFindingAsync(new GetFindingRequest { Id = wanted }, options), cancellationToken));
                return ExitCode.Ok;
            }
            var answer = await AskAsync(
                run,
                (client, options) => client.ListFindingsAsync(
                    new ListFindingsRequest { LeastSeverity = SeverityOf(run.Value(severity)), Scope = run.Value(scope) ?? "", Closed = run.Value(closed), Filter = run.Value(filter) ?? "" }, options),
                cancellationToken);
            List(run, answer, run.Value(closed));
            return SeverityOf(run.Value(failOn)) is not Severity.Unspecified and var least && answer.Findings.Any(it => it.Severity >= least) ? ExitCode.Differs : ExitCode.Ok;
        }));
        return command;
    }

    static Option<string?> Words(string name, string description)
    {
        var option = new Option<string?>(name) { Description = description, HelpName = "info|warning|critical" };
        option.AcceptOnlyFromAmong(Severities);
        return option;
    }

    static Task<T> AskAsync<T>(Run run, Func<FindingsClient, CallOptions, AsyncUnaryCall<T>> call, CancellationToken cancellationToken) =>
        run.Fleet.Inventory.AskAsync(options => call(new FindingsClient(run.Fleet.Inventory.Invoker), options), cancellationToken);

    static void List(Run run, ListFindingsResponse answer, bool isClosed)
    {
        if (run.Page.IsJson)
        {
            run.Page.Json(JsonText.Of(answer));
            return;
        }
        run.Page.List(
            answer.Findings,
            [
                new("SEVERITY", Word),
                new(isClosed ? "CLOSED" : "SINCE", it => Times.Ago(isClosed ? it.ClosedAt : it.OpenedAt, run.Now)),
                new("FINDING", it => it.Id),
                new("OWNER", it => it.Owner?.Name ?? ""),
                new("ABOUT", it => it.Addresses[0]),
                new("WHAT", it => it.What, IsElastic: true),
            ],
            JsonText.Of, isClosed ? "No finding was closed lately." : "Nothing is found to be wrong.");
        GraphAnswers.WriteGaps(run.Page, answer.Gaps);
    }

    static void Show(Run run, Finding finding)
    {
        if (run.Page.IsJson)
        {
            run.Page.Json(JsonText.Of(finding));
            return;
        }
        run.Page.Line($"Finding {finding.Id}");
        run.Page.Field("Severity", Word(finding));
        run.Page.Field("About", string.Join(", ", finding.Addresses));
        run.Page.Field("Owner", Texts.Owner(finding.Owner));
        run.Page.Field("What", finding.What);
        run.Page.Field("Evidence", finding.Evidence);
        run.Page.Field("What to do", finding.Remedy);
        run.Page.Field("Opened", Times.Instant(finding.OpenedAt));
        run.Page.Field("Closed", Times.Instant(finding.ClosedAt));
        run.Page.Field("Seen by", string.Join(", ", finding.Sources));
    }

    static Severity SeverityOf(string? word) => word is null ? Severity.Unspecified : (Severity)(Array.IndexOf(Severities, word) + 1);

    static Cell Word(Finding finding) => finding.Severity switch
    {
        Severity.Critical => new Cell("critical", Tone.Bad),
        Severity.Warning => new Cell("warning", Tone.Attention),
        _ => new Cell("info"),
    };
}
