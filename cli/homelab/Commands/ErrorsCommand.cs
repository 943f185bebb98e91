using System.CommandLine;
using HomeLab.Cli.Output;
using HomeLab.Contracts.Grpc.Control;

namespace HomeLab.Cli.Commands;

/// <summary>Messages that no service could handle.</summary>
static class ErrorsCommand
{
    static readonly IReadOnlyList<Column<DeadLetterItem>> Table =
    [
        new("ID", item => item.Letter.Id),
        new("AT", item => Times.Instant(item.Letter.At)),
        new("QUEUE", item => item.Letter.Queue),
        new("TYPE", item => item.Letter.Type.Replace("homelab:", "", StringComparison.Ordinal)),
        new("ERROR", item => new Cell(item.Letter.Error, Tone.Bad), IsElastic: true),
    ];

    public static Command Create(Actions actions) => new("errors", "Dead letters: messages that could not be handled.")
    {
        List(actions), Show(actions), Replay(actions),
    };

    static Command List(Actions actions)
    {
        var command = new Command("list", "All dead letters, the oldest first.");
        command.SetAction(actions.Of(async (run, cancellationToken) =>
        {
            var letters = await DeadLetterItem.AllAsync(run, cancellationToken);
            run.Page.List(letters, Table, item => JsonText.Of(item.Service.Name, item.Letter), "There are no dead letters.");
            return ExitCode.Ok;
        }));
        return command;
    }

    static Command Show(Actions actions)
    {
        var (id, queue) = Which(actions);
        var command = new Command("show", "One dead letter, with what it says.") { id, queue };
        command.SetAction(actions.Of(async (run, cancellationToken) =>
        {
            var item = await DeadLetterItem.FindAsync(run, run.Value(id)!, run.Value(queue), cancellationToken);
            if (run.Page.IsJson)
            {
                run.Page.Json(JsonText.Of(item.Service.Name, item.Letter));
                return ExitCode.Ok;
            }
            run.Page.Line($"Dead letter {item.Letter.Id}");
            run.Page.Field("Service", item.Service.Name);
            run.Page.Field("Queue", item.Letter.Queue);
            run.Page.Field("Type", item.Letter.Type);
            run.Page.Field("At", Times.Instant(item.Letter.At));
            run.Page.Field("Error", new Cell(item.Letter.Error, Tone.Bad));
            run.Page.Field("Body", item.Letter.Body);
            run.Page.Line();
            run.Page.Text($"homelab errors replay {item.Letter.Id} puts it back into its queue.");
            return ExitCode.Ok;
        }));
        return command;
    }

    static Command Replay(Actions actions)
    {
        var (id, queue) = Which(actions);
        id.Arity = ArgumentArity.ZeroOrOne;
        var all = new Option<bool>("--all") { Description = "Every one, or every one of --queue." };
        var command = new Command("replay", "Put dead letters back into the queues that they failed in.") { id, queue, all };
        command.Validators.Add(result =>
        {
            if (result.GetValue(all) == result.GetValue(id) is not null)
            {
                result.AddError("Say which dead letter, or --all.");
            }
        });
        command.SetAction(actions.Of(async (run, cancellationToken) =>
        {
            var items = run.Value(all)
                ? (await DeadLetterItem.AllAsync(run, cancellationToken)).Where(it => run.Value(queue) is not { } wanted || it.Letter.Queue == wanted).ToList()
                : [await DeadLetterItem.FindAsync(run, run.Value(id)!, run.Value(queue), cancellationToken)];
            foreach (var item in items)
            {
                await item.Service.ControlAsync(
                    (control, options) => control.ReplayDeadLetterAsync(
                        new ReplayDeadLetterRequest { Queue = item.Letter.Queue, Id = item.Letter.Id }, options),
                    cancellationToken);
            }
            run.Page.Said(
                new { replayed = items.Select(it => new { service = it.Service.Name, it.Letter.Queue, it.Letter.Id }) },
                items switch
                {
                    [] => "There are no dead letters.",
                    [var one] => $"{one.Letter.Id} is in {one.Letter.Queue} again.",
                    _ => $"{items.Count} messages are in their queues again.",
                });
            return ExitCode.Ok;
        }));
        return command;
    }

    static (Argument<string> Id, Option<string?> Queue) Which(Actions actions) => (
        new Argument<string>("id")
        {
            Description = "As `homelab errors list` shows it.",
            CompletionSources = { context => actions.Complete(context, async (run, cancellationToken) =>
                (await DeadLetterItem.AllAsync(run, cancellationToken)).Select(item => item.Letter.Id)) },
        },
        new Option<string?>("--queue") { Description = "Of this queue, where one message failed in several." });
}
