using System.Text.Json.Nodes;
using HomeLab.Inventory.Resources;

namespace HomeLab.Inventory.Graph.Rules;

/// <summary>How what Komodo manages hangs together. To what other sources saw it is joined by ids of containers and by addresses alone.</summary>
static class KomodoRules
{
    const int ShownOfId = 12;

    /// <param name="facts">As <see cref="Komodo.KomodoResources"/> writes them.</param>
    public static Contribution Object(ResourceState resource, JsonObject facts) => resource.Kind switch
    {
        _ when facts.Text("template") == "true" => Contribution.Of(GraphFacts.Node(resource), []),
        "komodo.server" => Server(resource, facts),
        "komodo.stack" => Stack(resource, facts),
        "komodo.sync" => Contribution.Of(GraphFacts.Node(resource), [OfCore(resource)]),
        _ => Contribution.Of(GraphFacts.Node(resource), []),
    };

    /// <summary>A server is a machine: the guest that has the address at which its agent is spoken to.</summary>
    static Contribution Server(ResourceState server, JsonObject facts)
    {
        var links = new List<Link> { OfCore(server) };
        if (Uri.TryCreate(facts.Text("address"), UriKind.Absolute, out var address) && !address.IsLoopback
            && address.HostNameType is UriHostNameType.IPv4 or UriHostNameType.IPv6)
        {
            var host = address.Host.Trim('[', ']');
            links.Add(new Link(
                server.Address, [$"guest-address/{host}", $"guest-last-address/{host}"], "runsOn", Bond.Requires, "komodo.server-address", $"its agent is at {address.GetLeftPart(UriPartial.Authority)}"));
        }
        return Contribution.Of(GraphFacts.Node(server), links, facts["containers"].Items().Select(it => new Offer($"engine-of/{it.Text("id")}", server.Address)));
    }

    static Contribution Stack(ResourceState stack, JsonObject facts)
    {
        var links = new List<Link> { OfCore(stack) };
        var (server, project) = (facts.Text("server"), facts.Text("project"));
        if (server.Length > 0)
            links.Add(new Link(stack.Address, [server], "runsOn", Bond.Requires, "komodo.stack-server", $"it is given to {server.Split('/')[^1]}") { IsEvidentAlone = true });
        // A stack that lost a container still has the others.
        links.AddRange(facts["containers"].Items().Select(it => new Link(
            stack.Address, [$"container-id/{it.Text("id")}"], "consistsOf", Bond.Uses, "komodo.stack-container",
            $"container {Short(it.Text("id"))}, service {it.Text("service")} of the Compose project {project}")));
        return Contribution.Of(
            GraphFacts.Node(stack), links, server.Length > 0 && project.Length > 0 ? [new Offer($"compose-project/{server}/{project}", stack.Address)] : []);
    }

    static Link OfCore(ResourceState resource)
    {
        var core = string.Join('/', resource.Address.Split('/').Take(2));
        return new Link(resource.Address, [core], "managedBy", Bond.BelongsTo, "komodo.core", $"{core.Split('/')[1]} lists it") { IsEvidentAlone = true };
    }

    static string Short(string id) => id.Length > ShownOfId ? id[..ShownOfId] : id;
}
