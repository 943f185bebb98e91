using System.CommandLine;
using System.Text.Json.Nodes;
using HomeLab.Cli.Commands.Systems;
using HomeLab.Cli.Output;

namespace HomeLab.Cli.Commands;

/// <summary>The ledger: every change that was made to the outside, and why.</summary>
static class HistoryCommand
{
    const int Default = 20;

    public static readonly IReadOnlyList<Column<Change>> Table =
    [
        new("AT", change => Times.Instant(change.First.At)),
        new("ACTION", change => Tones.Action(change.First.Action)),
        new("RESULT", change => Tones.Result(change.Result)),
        new("OBJECT", change => change.First.Object),
        new("WHY", change => change.First.Reason, IsElastic: true),
        new("CAUSE", change => change.Cause, IsElastic: true),
        new("ACTOR", change => change.First.Actor),
        new("TRACE", change => change.First.TraceId),
    ];

    public static Command Create(Actions actions)
    {
        var target = new Argument<string?>("object")
        {
            Description = "Only of this object: a record's name, or the beginning of an address as the ledger has it; also what was seen to change of it, and who did that. "
                + "Of a system, what became of it: system/<id>.",
            Arity = ArgumentArity.ZeroOrOne,
        };
        var limit = new Option<int>("--limit", "-n") { Description = "How many changes, the newest.", DefaultValueFactory = _ => Default }
            .Between(1, History.Most);
        var verify = new Option<bool>("--verify") { Description = "Have each service prove that its ledger is as it was written; exit code 1: it is not." };
        var seals = new Option<string[]>("--known-seal")
        {
            Description = "With --verify: a seal that was noted earlier and has to be in the ledger still, as service=hex.",
            HelpName = "service=hex",
        };
        var command = new Command("history", "The ledger: what was changed, when, why, by which cause, and how it ended.") { target, limit, verify, seals };
        command.Validators.Add(result =>
        {
            if (result.GetValue(verify) ? result.GetValue(target) is not null : result.GetValue(seals) is { Length: > 0 })
            {
                result.AddError("--verify looks at whole ledgers, and --known-seal goes with it.");
            }
        });
        command.SetAction(actions.Of(async (run, cancellationToken) =>
        {
            if (run.Value(verify))
            {
                return await LedgerProof.ShowAsync(run, run.Value(seals) ?? [], cancellationToken);
            }
            if (run.Value(target) is { } system && SystemAnswers.IsMeant(system))
            {
                return await SystemHistoryPage.WriteAsync(run, system, run.Value(limit), cancellationToken);
            }
            var changes = await History.ReadAsync(run, run.Value(target) ?? "", run.Value(limit), cancellationToken);
            var seen = run.Value(target) is { } thing ? await SeenChanges.ReadAsync(run, thing, run.Value(limit), cancellationToken) : [];
            if (run.Page.IsJson)
            {
                run.Page.Json(new JsonArray([.. changes.Select(change => change.ToJson()), .. seen.Select(it => JsonText.Of(it))]));
            }
            else if (run.Value(target) is null || changes.Count + seen.Count == 0)
            {
                run.Page.List(changes, Table, change => change.ToJson(), 
                    run.Value(target) is { } named ? $"Nothing of {named} was ever changed." : "Nothing was changed yet.");
            }
            else
            {
                Tell(run, changes);
                SeenChanges.Write(run, seen, isAlone: changes.Count == 0);
            }
            return changes.Count + seen.Count == 0 && run.Value(target) is not null ? ExitCode.NotFound : ExitCode.Ok;
        }));
        return command;
    }

    /// <summary>Of one object everything is told.</summary>
    static void Tell(Run run, IReadOnlyList<Change> changes)
    {
        foreach (var change in changes)
        {
            run.Page.Line(new Cell($"{Times.Instant(change.First.At)}  {change.First.Action} {change.First.Object}: {change.Result}"));
            run.Page.Field("Why", change.First.Reason);
            run.Page.Field("Answer", change.Answer);
            run.Page.Field("Cause", change.Cause);
            run.Page.Field("Actor", change.First.Actor);
            run.Page.Field("Trace", change.First.TraceId);
            run.Page.Field("Detail", change.First.DetailJson);
        }
    }
}
