using System.CommandLine;
using System.Text.Json.Nodes;
using HomeLab.Cli.Output;
using HomeLab.Contracts.Grpc.Inventory;

namespace HomeLab.Cli.Commands.Get;

static class ResourcesListing
{
    static readonly Listing<ListedResource> Listing = new(
        "resources", "What was seen at the sources: containers, and later machines and pods.", resource => resource.Resource.Address,
        [
            new("RESOURCE", resource => resource.Resource.Address),
            new("STATE", resource => Texts.State(resource.Resource)),
            new("OWNER", resource => resource.Owner?.Name ?? ""),
            new("UID", resource => Texts.Uid(resource.Resource.Uid)),
            new("IMAGE", resource => resource.Resource.Image, IsElastic: true),
            new("PROBLEM", resource => resource.Resource.Problems.Count == 0 ? "" : new Cell(resource.Resource.Problems[0].Message, Tone.Bad), IsElastic: true),
        ],
        Json, "There are no such resources.");

    public static Command Create(Actions actions)
    {
        var source = new Option<string?>("--source") { Description = "Only of this source, such as docker/komodo-host." };
        var state = new Option<string?>("--state") { Description = "Only in this state, such as running." };
        var filter = FilterOption.Create("""kind = "docker.container" AND NOT health = healthy""");
        return Listing.Command(
            actions,
            async (run, cancellationToken) => (await run.Fleet.ResourcesAsync(run.Value(filter) ?? "", cancellationToken))
                .Where(it => run.Value(source) is not { } wanted || it.Resource.Source == wanted)
                .Where(it => run.Value(state) is not { } wanted || it.Resource.State.Equals(wanted, StringComparison.OrdinalIgnoreCase)),
            source, state, filter);
    }

    static JsonObject Json(ListedResource listed)
    {
        var json = JsonText.Of(listed.Resource);
        json["system"] = listed.System;
        json["health"] = listed.Health;
        json["owner"] = listed.Owner is null ? null : JsonText.Of(listed.Owner);
        return json;
    }
}
