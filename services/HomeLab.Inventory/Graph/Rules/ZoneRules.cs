using System.Text.Json.Nodes;
using HomeLab.Inventory.Resources;
using HomeLab.Inventory.Zones;

namespace HomeLab.Inventory.Graph.Rules;

/// <summary>How a name hangs on its records, and these on what they lead to.</summary>
static class ZoneRules
{
    /// <summary>Where Cloudflare's tunnels are: https://developers.cloudflare.com/cloudflare-one/networks/routes/dns/.</summary>
    const string Tunnels = ".cfargotunnel.com";

    const string Served = "servedBy";
    const string ServedRule = "tunnel.name";

    /// <param name="facts">As <see cref="ZoneResources"/> writes them.</param>
    public static Contribution Record(ResourceState record, JsonObject facts)
    {
        var (name, type, content) = (facts.Text("name"), facts.Text("type"), facts.Text("content"));
        var zone = new GraphNode(
            record.Source, record.Kind == ZoneResources.ServerKind ? "dns.zone" : "cloudflare.zone", record.Source.Split('/')[^1], "");
        var own = GraphFacts.Node(record);
        var inZone = new Link(own.Address, [zone.Address], "isIn", Bond.Requires, "zone.record", $"the zone lists {record.Name}");
        var exists = new ZoneName(record.Source, name, type, content, own.Address);
        if (type is not ("A" or "AAAA" or "CNAME"))
            return new Contribution([zone, own], [inZone], []) { Names = [exists] };
        var host = new GraphNode($"host/{name}", "host", name, "");
        var found = new Link(host.Address, [own.Address], "resolvedBy", Bond.AnyOf, "zone.record", $"{name} {type} {content}") { Group = "records" };
        var tunnel = TunnelOf(content);
        return tunnel is null
            ? new Contribution([zone, own, host, .. NameIn(zone.Name, type, content)], [inZone, found, Target(own.Address, type, content)], []) { Names = [exists] }
            : new Contribution(
                [zone, own, host, new GraphNode(NodeKeys.OfTunnel(tunnel), TunnelResources.Kind, tunnel, "")],
                [
                    inZone, found, new Link(own.Address, [NodeKeys.OfTunnel(tunnel)], "pointsTo", Bond.Requires, "zone.tunnel", $"CNAME {content}"),
                    .. name.StartsWith('*') ? Array.Empty<Link>() : [new Link(host.Address, [.. NodeKeys.OfTunnelName(tunnel, name)], Served, Bond.Requires, ServedRule, $"CNAME {content}")],
                ], [])
            {
                Names = [exists],
            };
    }

    /// <summary>A name that a wildcard leads to a tunnel is served there by the rules for its own name.</summary>
    /// <param name="covering">From the name to the wildcard's record.</param>
    public static IEnumerable<GraphEdge> ServedBy(GraphEdge covering, string content, Func<string, string?> find) =>
        TunnelOf(content) is { } tunnel && NodeKeys.OfTunnelName(tunnel, covering.From["host/".Length..]).Select(find).FirstOrDefault(it => it is not null) is { } route
            ? [new GraphEdge(covering.From, route, Served, Bond.Requires, "", ServedRule, covering.Evidence)]
            : [];

    static string? TunnelOf(string content) =>
        content.TrimEnd('.') is var name && name.EndsWith(Tunnels, StringComparison.OrdinalIgnoreCase) ? name[..^Tunnels.Length].ToLowerInvariant() : null;

    /// <summary>A name of the same zone is there to be followed even where only a wildcard answers for it.</summary>
    static IEnumerable<GraphNode> NameIn(string zone, string type, string content)
    {
        var name = NameOf(content);
        return type == "CNAME" && (name == zone || name.EndsWith("." + zone, StringComparison.Ordinal)) ? [new GraphNode($"host/{name}", "host", name, "")] : [];
    }

    static string NameOf(string content) => content.TrimEnd('.').ToLowerInvariant();

    /// <summary>A CNAME leads to another name; an address to whatever in the lab has it.</summary>
    static Link Target(string record, string type, string content) => type == "CNAME"
        ? new Link(record, [$"host/{NameOf(content)}"], "pointsTo", Bond.Requires, "zone.cname", $"CNAME {content}")
        : new Link(record, NodeKeys.OfAddress(content), "pointsTo", Bond.Requires, "zone.address", $"{type} {content}");
}
