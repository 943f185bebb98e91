using System.CommandLine;
using HomeLab.Cli.Output;
using HomeLab.Contracts.Grpc.Inventory;

namespace HomeLab.Cli.Commands.Get;

static class NotifiersListing
{
    static readonly Listing<Notifier> Listing = new(
        "notifiers", "Whom the lab tells of what happens, and whether they take it.", notifier => notifier.Name,
        [
            new("NOTIFIER", notifier => notifier.Name),
            new("KIND", notifier => notifier.Kind),
            new("TAKEN", notifier => notifier.TakenAge is null ? "" : $"{Times.Short(notifier.TakenAge)} ago"),
            new("WAITING", notifier => notifier.Waiting),
            new("GIVEN UP", notifier => notifier.GivenUp),
            new("FAILING", notifier => notifier.FailingAge is null ? "" : new Cell($"for {Times.Short(notifier.FailingAge)}", Tone.Bad)),
            new("REASON", notifier => new Cell(notifier.Reason, Tone.Bad), IsElastic: true, IsBroken: true),
        ],
        JsonText.Of, "The lab tells nobody; `notifications` in lab.yaml says whom.");

    public static Command Create(Actions actions) =>
        Listing.Command(actions, async (run, cancellationToken) => await run.Fleet.NotifiersAsync(cancellationToken));
}
