using System.CommandLine;
using HomeLab.Cli.Output;
using HomeLab.Contracts.Grpc.Inventory;

namespace HomeLab.Cli.Commands.Get;

static class EndpointsListing
{
    static readonly Listing<Endpoint> Listing = new(
        "endpoints", "Names under which resources want to be reached, and which of them become public.", endpoint => endpoint.Host,
        [
            new("HOST", endpoint => endpoint.Host),
            new("PUBLIC", Texts.Publication),
            new("STATE", endpoint => endpoint.IsRunning ? new Cell("running", Tone.Good) : new Cell("stopped", Tone.Attention)),
            new("RESOURCE", endpoint => endpoint.Resource),
            new("ROUTER", endpoint => endpoint.Router, IsElastic: true),
            new("REASON", endpoint => endpoint.RefusedReason, IsElastic: true),
        ],
        JsonText.Of, "There are no such endpoints.");

    public static Command Create(Actions actions)
    {
        var source = new Option<string?>("--source") { Description = "Only of this source, such as docker/komodo-host." };
        var refused = new Option<bool>("--refused") { Description = "Only those that do not become public." };
        return Listing.Command(
            actions,
            async (run, cancellationToken) => (await run.Fleet.SnapshotAsync(cancellationToken, Scope.Endpoints)).Endpoints
                .Where(it => run.Value(source) is not { } wanted || it.Source == wanted)
                .Where(it => !run.Value(refused) || it.Publication is null),
            source, refused);
    }
}
