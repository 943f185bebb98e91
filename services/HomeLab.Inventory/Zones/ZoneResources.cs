using System.Text.Json.Nodes;
using HomeLab.Contracts.Grpc.Dns;
using HomeLab.Inventory.Resources;
using HomeLab.Inventory.Sources;

namespace HomeLab.Inventory.Zones;

/// <summary>Turns what Dns tells of a zone into resources: the records that are there, whoever owns them.</summary>
static class ZoneResources
{
    public const string CloudflareKind = "cloudflare.record";
    public const string ServerKind = "dns.record";

    static readonly Dictionary<string, string> NoLabels = [];

    public static IReadOnlyList<ObservedResource> Of(Zone zone) =>
        [.. zone.Records.Where(it => it.Id.Length > 0).Select(it => Of(zone.Name, it))];

    static string KindIn(string zone) => SourceNames.IsAtServer(zone) ? ServerKind : CloudflareKind;

    static ObservedResource Of(string zone, Record record) => new(
        $"{SourceNames.OfZone(zone)}/{record.Name}/{record.Type}/{record.Id}", record.Id, KindIn(zone), $"{record.Name} {record.Type}", "", "", NoLabels,
        new JsonObject
        {
            ["name"] = record.Name,
            ["type"] = record.Type,
            ["content"] = record.Content,
            ["proxied"] = record.Proxied,
            ["owned"] = record.IsOwned,
            ["wantedBy"] = record.WantedBy,
        }.ToJsonString());
}
