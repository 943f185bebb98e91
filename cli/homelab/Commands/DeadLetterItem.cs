using HomeLab.Cli.Fleets;
using HomeLab.Contracts.Grpc.Control;

namespace HomeLab.Cli.Commands;

/// <summary>A message that a service could not handle.</summary>
sealed record DeadLetterItem(FleetService Service, DeadLetter Letter)
{
    /// <summary>The most that a service tells of.</summary>
    const int Most = 1000;

    public static async Task<IReadOnlyList<DeadLetterItem>> AllAsync(Run run, CancellationToken cancellationToken)
    {
        var answers = await run.Fleet.AllAsync(service => service.ControlAsync(
            (control, options) => control.ListDeadLettersAsync(new ListDeadLettersRequest { Limit = Most }, options), cancellationToken));
        return
        [
            .. answers.SelectMany(it => it.Answer.DeadLetters.Select(letter => new DeadLetterItem(it.Service, letter)))
                .OrderBy(it => it.Letter.At?.ToDateTimeOffset() ?? default),
        ];
    }

    public static async Task<DeadLetterItem> FindAsync(Run run, string id, string? queue, CancellationToken cancellationToken)
    {
        var found = (await AllAsync(run, cancellationToken)).Where(it => it.Letter.Id == id && (queue is null || it.Letter.Queue == queue)).ToList();
        return found switch
        {
            [var one] => one,
            [] when run.Shortcoming != ExitCode.Ok => throw new CommandException(
                ExitCode.Unreachable, $"No service that answers has a dead letter {id}."),
            [] => throw new CommandException(ExitCode.NotFound, $"There is no dead letter {id}; `homelab errors list` lists them."),
            _ => throw new CommandException(
                ExitCode.Usage, $"{id} failed in several queues: {string.Join(", ", found.Select(it => it.Letter.Queue))}; say which with --queue."),
        };
    }
}
