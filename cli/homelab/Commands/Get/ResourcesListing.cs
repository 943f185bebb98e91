using System.CommandLine;
using HomeLab.Cli.Output;
using HomeLab.Contracts.Grpc.Inventory;

namespace HomeLab.Cli.Commands.Get;

static class ResourcesListing
{
    static readonly Listing<Resource> Listing = new(
        "resources", "What was seen at the sources: containers, and later machines and pods.", resource => resource.Address,
        [
            new("RESOURCE", resource => resource.Address),
            new("STATE", Texts.State),
            new("UID", resource => Texts.Uid(resource.Uid)),
            new("IMAGE", resource => resource.Image, IsElastic: true),
            new("PROBLEM", resource => resource.Problems.Count == 0 ? "" : new Cell(resource.Problems[0].Message, Tone.Bad), IsElastic: true),
        ],
        JsonText.Of, "There are no such resources.");

    public static Command Create(Actions actions)
    {
        var source = new Option<string?>("--source") { Description = "Only of this source, such as docker/komodo-host." };
        var state = new Option<string?>("--state") { Description = "Only in this state, such as running." };
        return Listing.Command(
            actions,
            async (run, cancellationToken) => (await run.Fleet.ResourcesAsync(cancellationToken))
                .Where(it => run.Value(source) is not { } wanted || it.Source == wanted)
                .Where(it => run.Value(state) is not { } wanted || it.State.Equals(wanted, StringComparison.OrdinalIgnoreCase)),
            source, state);
    }
}
