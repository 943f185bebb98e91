using System.Text.Json.Nodes;
using HomeLab.Inventory.Resources;

namespace HomeLab.Inventory.Graph.Rules;

/// <summary>How a name hangs on its records, and these on what they lead to.</summary>
static class ZoneRules
{
    /// <summary>Where Cloudflare's tunnels are: https://developers.cloudflare.com/cloudflare-one/networks/routes/dns/.</summary>
    const string Tunnels = ".cfargotunnel.com";

    /// <param name="facts">As <see cref="Zones.ZoneResources"/> writes them.</param>
    public static Contribution Record(ResourceState record, JsonObject facts)
    {
        var (name, type, content) = (facts.Text("name"), facts.Text("type"), facts.Text("content"));
        var zone = new GraphNode(record.Source, "cloudflare.zone", record.Source.Split('/', 2)[^1], "");
        var own = GraphFacts.Node(record);
        var inZone = new Link(own.Address, [zone.Address], "isIn", Bond.Requires, "zone.record", $"the zone lists {record.Name}");
        if (type is not ("A" or "AAAA" or "CNAME"))
            return new Contribution([zone, own], [inZone], []);
        var host = new GraphNode($"host/{name}", "host", name, "");
        var found = new Link(host.Address, [own.Address], "resolvedBy", Bond.AnyOf, "zone.record", $"{name} {type} {content}") { Group = "records" };
        var tunnel = content.EndsWith(Tunnels, StringComparison.OrdinalIgnoreCase) ? content[..^Tunnels.Length] : null;
        return tunnel is null
            ? new Contribution([zone, own, host], [inZone, found, Target(own.Address, type, content)], [])
            : new Contribution(
                [zone, own, host, new GraphNode($"cloudflare-tunnel/{tunnel}", "cloudflare.tunnel", tunnel, "")],
                [inZone, found, new Link(own.Address, [$"cloudflare-tunnel/{tunnel}"], "pointsTo", Bond.Requires, "zone.tunnel", $"CNAME {content}")], []);
    }

    /// <summary>A CNAME leads to another name; an address to whatever in the lab has it.</summary>
    static Link Target(string record, string type, string content) => type == "CNAME"
        ? new Link(record, [$"host/{content.TrimEnd('.').ToLowerInvariant()}"], "pointsTo", Bond.Requires, "zone.cname", $"CNAME {content}")
        : new Link(
            record, [$"balancer-address/{content}", $"guest-address/{content}", $"node-address/{content}", $"guest-last-address/{content}"], "pointsTo", Bond.Requires, "zone.address",
            $"{type} {content}");
}
