using System.CommandLine;
using HomeLab.Cli.Commands.Get;
using HomeLab.Cli.Output;
using HomeLab.Contracts.Grpc.Dns;
using DrainingClient = HomeLab.Contracts.Grpc.Dns.Draining.DrainingClient;

namespace HomeLab.Cli.Commands.Dns;

static class DrainsCommand
{
    static readonly Listing<(DrainState Drain, DrainedRecord Record)> Listing = new(
        "drains", "Records of what was announced to stop, and how far they are.", it => it.Drain.Thing,
        [
            new("THING", it => it.Drain.Thing),
            new("NAME", it => it.Record.Name),
            new("TYPE", it => it.Record.Type),
            new("CONTENT", it => it.Record.Content, IsElastic: true),
            new("ZONE", it => it.Record.Zone),
            new("STATE", it => it.Record.State),
            new("CACHED UNTIL", it => it.Record.State == "gone" ? "" : Times.Instant(it.Record.CachedUntil)),
            new("BY", it => it.Drain.By),
            new("ENDS", it => Times.Instant(it.Drain.Until)),
            new("WHY", it => it.Record.Reason.Length > 0 ? it.Record.Reason : it.Drain.Reason, IsElastic: true),
        ],
        it => JsonText.From(new { thing = it.Drain.Thing, isDone = it.Drain.IsDone, record = JsonText.Of(it.Record) }),
        "No stop is announced.");

    public static Command Create(Actions actions) => Listing.Command(
        actions,
        async (run, cancellationToken) => (await run.Fleet.Dns.AskAsync(
            options => new DrainingClient(run.Fleet.Dns.Invoker).ListDrainsAsync(new ListDrainsRequest(), options), cancellationToken))
            .Drains.SelectMany(drain => drain.Records.Select(record => (drain, record))));
}
