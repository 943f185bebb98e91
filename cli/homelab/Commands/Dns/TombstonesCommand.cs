using System.CommandLine;
using HomeLab.Cli.Commands.Get;
using HomeLab.Cli.Output;
using HomeLab.Contracts.Grpc.Dns;
using RecordChangesClient = HomeLab.Contracts.Grpc.Dns.RecordChanges.RecordChangesClient;

namespace HomeLab.Cli.Commands.Dns;

static class TombstonesCommand
{
    static readonly Listing<Tombstone> Listing = new(
        "tombstones", "Records that were deleted and can be put back.", it => it.Name,
        [
            new("NAME", it => it.Name),
            new("TYPE", it => it.Type),
            new("CONTENT", it => it.Content, IsElastic: true),
            new("DELETED", it => Times.Instant(it.At)),
            new("BY", it => it.By),
            new("UNTIL", it => Times.Instant(it.Until)),
            new("CHANGE", it => it.Change),
            new("WHY", it => it.Why, IsElastic: true),
        ],
        it => JsonText.Of(it),
        "Nothing was deleted that can be put back.");

    public static Command Create(Actions actions) => Listing.Command(
        actions,
        async (run, cancellationToken) => (await run.Fleet.Dns.AskAsync(
            options => new RecordChangesClient(run.Fleet.Dns.Invoker).ListTombstonesAsync(new ListTombstonesRequest(), options), cancellationToken)).Tombstones);
}
