using System.CommandLine;
using HomeLab.Cli.Output;
using HomeLab.Contracts.Grpc.Inventory;

namespace HomeLab.Cli.Commands.Get;

static class SourcesListing
{
    static readonly Listing<Source> Listing = new(
        "sources", "What Inventory reads, and whether each can be relied on now.", source => source.Name,
        [
            new("SOURCE", source => source.Name),
            new("STATE", Texts.State),
            new("HEARD", source => source.Age is null ? "never" : $"{Times.Short(source.Age)} ago"),
            new("REASON", source => source.Reason, IsElastic: true),
            new("IDENTITY", source => source.Identity, IsElastic: true),
        ],
        JsonText.Of, "There are no such sources.");

    public static Command Create(Actions actions)
    {
        var incomplete = new Option<bool>("--incomplete") { Description = "Only those that cannot be relied on now." };
        return Listing.Command(
            actions,
            async (run, cancellationToken) =>
                (await run.Fleet.SnapshotAsync(cancellationToken, Scope.Lab)).Sources.Where(source => !run.Value(incomplete) || !source.Complete),
            incomplete);
    }
}
