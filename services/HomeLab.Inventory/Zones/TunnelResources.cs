using System.Text.Json.Nodes;
using HomeLab.Contracts.Grpc.Dns;
using HomeLab.Inventory.Resources;
using HomeLab.Inventory.Sources;

namespace HomeLab.Inventory.Zones;

/// <summary>Turns what Dns tells of a tunnel into a resource.</summary>
static class TunnelResources
{
    public const string Kind = "cloudflare.tunnel";

    static readonly Dictionary<string, string> NoLabels = [];

    /// <returns>Its facts: <c>{"id","local","version","rules":[{hostname,path,service}]}</c>, rules in the order in which they are tried.</returns>
    public static ObservedResource Of(string zone, Tunnel tunnel) => new(
        $"{SourceNames.OfZone(zone)}/{SourceNames.Tunnels}/{tunnel.Id}", tunnel.Id, Kind, tunnel.Name, tunnel.Status, "", NoLabels,
        new JsonObject
        {
            ["id"] = tunnel.Id,
            ["local"] = tunnel.IsLocal,
            ["version"] = tunnel.Version,
            ["rules"] = new JsonArray([.. tunnel.Rules.Select(it => new JsonObject { ["hostname"] = it.Hostname, ["path"] = it.Path, ["service"] = it.Service })]),
        }.ToJsonString());

    /// <summary>The version of each known tunnel's rules by its id; 0: it is not known.</summary>
    public static IReadOnlyDictionary<string, int> Known(IEnumerable<KeptResource> kept) =>
        kept.ToDictionary(it => it.Uid, it => JsonNode.Parse(it.Facts)?["version"]?.GetValue<int>() ?? 0);
}
