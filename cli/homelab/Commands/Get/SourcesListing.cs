using System.CommandLine;
using HomeLab.Cli.Output;
using HomeLab.Contracts.Grpc.Inventory;

namespace HomeLab.Cli.Commands.Get;

static class SourcesListing
{
    static readonly Listing<Source> Listing = new(
        "sources", "What the fleet reads, and whether each can be relied on now.", source => source.Name,
        [
            new("SOURCE", source => source.Name),
            new("STATE", Texts.State),
            new("HEARD", source => source.Age is null ? "never" : $"{Times.Short(source.Age)} ago"),
            new("IDENTITY", source => Texts.Uid(source.Identity)),
            new("REASON", source => source.Reason, IsElastic: true, IsBroken: true),
        ],
        JsonText.Of, "There are no such sources.");

    public static Command Create(Actions actions)
    {
        var incomplete = new Option<bool>("--incomplete") { Description = "Only those that cannot be relied on now." };
        var parts = new Option<bool>("--parts") { Description = "Also each type of a cluster that is complete; one that is not is always shown." };
        return Listing.Command(
            actions,
            async (run, cancellationToken) => (await run.Fleet.SnapshotAsync(cancellationToken, Scope.Lab)).Sources
                .Where(source => !source.Complete || (!run.Value(incomplete) && (run.Value(parts) || !IsPart(source)))),
            incomplete, parts);
    }

    /// <summary><c>kubernetes/talos/pods</c>, of which a cluster has dozens.</summary>
    static bool IsPart(Source source) => source.Name.StartsWith("kubernetes/", StringComparison.Ordinal) && source.Name.Count(it => it == '/') > 1;
}
