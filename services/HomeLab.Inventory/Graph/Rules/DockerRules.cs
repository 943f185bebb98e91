using System.Text.Json.Nodes;
using HomeLab.Inventory.Resources;

namespace HomeLab.Inventory.Graph.Rules;

/// <summary>How containers hang together.</summary>
static class DockerRules
{
    /// <summary>In these nobody is found by name: https://docs.docker.com/engine/network/drivers/bridge/.</summary>
    static readonly string[] WithoutNames = ["bridge", "host", "none"];

    /// <param name="facts">As <see cref="Docker.ContainerFacts"/> writes them.</param>
    public static Contribution Container(ResourceState container, JsonObject facts)
    {
        var parts = container.Address.Split('/');
        var host = $"{parts[0]}/{parts[1]}";
        var links = new List<Link>
        {
            new(container.Address, [host], "runsOn", Bond.Requires, "docker.host", $"the engine of {parts[1]} lists it") { IsEvidentAlone = true },
        };
        var nodes = new List<GraphNode> { GraphFacts.Node(container) };
        if (parts is [_, _, var project, _])
        {
            var stack = $"{host}/{project}";
            nodes.Add(new GraphNode(stack, "docker.project", project, ""));
            // A project that lost a container still has the others.
            links.Add(new(stack, [container.Address], "consistsOf", Bond.Uses, "docker.project", $"com.docker.compose.project = {project}"));
            links.Add(new(stack, [host], "runsOn", Bond.Requires, "docker.host", $"the engine of {parts[1]} lists its containers") { IsEvidentAlone = true });
        }
        // Whoever else lists this container by the engine's id speaks of this engine.
        links.Add(new(host, [$"engine-of/{container.Uid}"], "runsOn", Bond.Requires, "docker.komodo-server", "it lists the same containers by the same ids"));
        foreach (var mount in facts["mounts"].Items())
            links.Add(Mount(container.Address, host, mount));
        nodes.Add(new GraphNode(host, "docker.host", parts[1], ""));
        nodes.AddRange(links.Where(it => it.Kind == "mounts").Select(it => new GraphNode(it.Keys[0], "docker.volume", it.Keys[0].Split('/', 4)[^1], "")));
        var networks = (facts["networks"] as JsonObject ?? []).Select(it => it.Key).Where(it => !WithoutNames.Contains(it)).ToList();
        IReadOnlyList<TunnelConnector> connectors = facts.Text("tunnel") is { Length: > 0 } tunnel
            ? [new TunnelConnector(NodeKeys.OfTunnel(tunnel), container.Address, [.. networks.Select(it => $"{host}/network/{it}/")], "")]
            : [];
        return new Contribution(
            nodes, [.. links, .. connectors.Select(TunnelRules.Connected)],
            [new Offer($"container-id/{container.Uid}", container.Address), .. Proxy(container), .. Names(container, parts[^1], host, networks), .. Published(container, host, facts)])
        {
            Connectors = connectors,
        };
    }

    /// <summary>Docker's DNS answers in each network of its own making to a container's name and, of Compose, to its service's.</summary>
    static IEnumerable<Offer> Names(ResourceState container, string service, string host, IEnumerable<string> networks) =>
        networks.SelectMany(network => new[] { container.Name, service }.Distinct().Select(name => new Offer($"{host}/network/{network}/{name}", container.Address) { IsOftenShared = true }));

    static IEnumerable<Offer> Published(ResourceState container, string host, JsonObject facts) => facts.At("ports").Items()
        .Where(it => it.Text("public") is not ("" or "0") && it.Text("type") == "tcp" && !it.Text("ip").StartsWith("127.", StringComparison.Ordinal))
        .Select(it => it.Text("public")).Distinct().Select(port => new Offer($"published/{host}/{port}", container.Address) { IsOftenShared = true });

    static Link Mount(string container, string host, JsonNode mount)
    {
        var (type, name, source) = (mount.Text("type"), mount.Text("name"), mount.Text("source"));
        var what = name.Length > 0 ? $"{host}/volume/{name}" : $"{host}/path{source}";
        return new Link(container, [what], "mounts", Bond.Requires, "docker.mount", $"{type} {(name.Length > 0 ? name : source)} at {mount.Text("destination")}");
    }

    /// <summary>A host name and the container that answers to it, behind the reverse proxy of its host.</summary>
    public static Contribution Endpoint(EndpointState endpoint)
    {
        var host = $"host/{endpoint.Host}";
        var node = new GraphNode(host, "host", endpoint.Host, "");
        var evidence = $"traefik router {endpoint.Router}{(endpoint.EntryPoints.Length > 0 ? " on " + endpoint.EntryPoints : "")}";
        var engine = string.Join('/', endpoint.Resource.Split('/').Take(2));
        return new Contribution(
            [node],
            [
                // Several routers may serve one name on different paths or hosts.
                new(host, [endpoint.Resource], "routesTo", Bond.AnyOf, "docker.traefik-router", evidence) { Group = "backend" },
                new(host, [$"proxy/{engine}"], "passesThrough", Bond.Requires, "docker.traefik-proxy", $"the container on {engine} whose image is Traefik's"),
            ],
            []);
    }

    /// <summary>The one Traefik of an engine is what its routers' names pass through; of two nobody knows which.</summary>
    static IEnumerable<Offer> Proxy(ResourceState container)
    {
        var image = container.Image.Split('@')[0].Split(':')[0];
        if (image is "traefik" || image.EndsWith("/traefik", StringComparison.Ordinal))
            yield return new Offer($"proxy/{string.Join('/', container.Address.Split('/').Take(2))}", container.Address);
    }
}
