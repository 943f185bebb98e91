using System.CommandLine;
using Google.Protobuf.WellKnownTypes;
using HomeLab.Cli.Output;
using HomeLab.Contracts.Grpc.Dns;
using DrainingClient = HomeLab.Contracts.Grpc.Dns.Draining.DrainingClient;

namespace HomeLab.Cli.Commands.Dns;

/// <summary>Announces that something is about to stop, so that its names are withdrawn before it does.</summary>
static class DrainCommand
{
    const int LongestHours = 24;

    static readonly TimeSpan AskAgainAfter = TimeSpan.FromSeconds(2);

    public static Command Create(Actions actions)
    {
        var thing = new Argument<string>("thing")
        {
            Description = "What is about to stop: an object, a host with all on it, or a system, by its address: docker/nas/photos, docker/nas.",
        };
        var reason = new Option<string>("--reason") { Description = "Why, for people.", DefaultValueFactory = _ => "It is about to stop." };
        var hours = new Option<int>("--hours") { Description = "How long its names stay withdrawn at most.", DefaultValueFactory = _ => 1 }.Between(1, LongestHours);
        var wait = new Option<bool>("--wait") { Description = "Return once it can be stopped: nobody answers its records any more, and caches have forgotten them." };
        var end = new Option<bool>("--end") { Description = "It does not stop, or runs again: its records are made once it is healthy." };
        var command = new Command("drain", "Withdraw the records of what is about to stop, where they may be withdrawn, before it stops.") { thing, reason, hours, wait, end };
        command.SetAction(actions.Of((run, cancellationToken) => run.Value(end)
            ? EndAsync(run, run.Value(thing)!, cancellationToken)
            : DrainAsync(run, run.Value(thing)!, run.Value(reason)!, TimeSpan.FromHours(run.Value(hours)), run.Value(wait), cancellationToken)));
        return command;
    }

    static async Task<int> DrainAsync(Run run, string thing, string reason, TimeSpan within, bool waits, CancellationToken cancellationToken)
    {
        var client = new DrainingClient(run.Fleet.Dns.Invoker);
        var request = new DrainRequest { Thing = thing, Reason = reason, Until = Timestamp.FromDateTimeOffset(run.Now + within) };
        var state = await run.Fleet.Dns.AskAsync(options => client.DrainAsync(request, options), cancellationToken);
        while (waits && !state.IsDone)
        {
            var drains = await run.Fleet.Dns.AskAsync(options => client.ListDrainsAsync(new ListDrainsRequest { Thing = thing }, options), cancellationToken);
            state = drains.Drains.SingleOrDefault() ?? throw new CommandException(ExitCode.Failed, $"The announcement has ended before {thing} could be stopped.");
            if (!state.IsDone)
            {
                await Task.Delay(AskAgainAfter, run.Shell.Time, cancellationToken);
            }
        }
        run.Page.Said(JsonText.Of(state), SentenceOf(state));
        return ExitCode.Ok;
    }

    static async Task<int> EndAsync(Run run, string thing, CancellationToken cancellationToken)
    {
        await run.Fleet.Dns.AskAsync(
            options => new DrainingClient(run.Fleet.Dns.Invoker).EndDrainAsync(new EndDrainRequest { Thing = thing }, options), cancellationToken);
        run.Page.Said(new { thing, ended = true }, $"The stop of {thing} is announced no longer: its records are made once it is healthy.");
        return ExitCode.Ok;
    }

    static string SentenceOf(DrainState state) => state.IsDone
        ? $"Nobody is led to {state.Thing} any more: it can be stopped. Its records are made again once it is healthy, after {Times.Instant(state.Until)} or homelab dns drain --end."
        : $"What leads to {state.Thing} is being withdrawn until {Times.Instant(state.Until)}; homelab dns drains tells when it can be stopped.";
}
