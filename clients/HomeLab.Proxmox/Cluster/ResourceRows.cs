using System.Text.Json;
using HomeLab.Proxmox.Guests;
using HomeLab.Proxmox.Nodes;
using HomeLab.Proxmox.Storages;
using HomeLab.Proxmox.Values;

namespace HomeLab.Proxmox.Cluster;

/// <summary>The cluster's one list of everything, by type. Types that are not known (<c>sdn</c>, <c>network</c>) are passed over.</summary>
static class ResourceRows
{
    public static ClusterResources Read(List<JsonElement> rows)
    {
        var byType = rows.ToLookup(row => Text(row, "type") ?? throw new JsonException("A row has no type."));
        return new ClusterResources
        {
            Guests = [.. byType["qemu"].Concat(byType["lxc"]).Select(As<Guest>)],
            Nodes = [.. byType["node"].Select(As<Node>)],
            Storages = [.. byType["storage"].Select(As<StorageResource>)],
            // The id of a pool's row is "/pool/NAME".
            Pools = [.. byType["pool"].Select(row => Text(row, "pool") ?? Text(row, "id")?.Split('/')[^1]).OfType<string>()],
        };
    }

    static T As<T>(JsonElement row) => row.Deserialize<T>(Json.Options)!;

    static string? Text(JsonElement row, string name) =>
        row.ValueKind == JsonValueKind.Object && row.TryGetProperty(name, out var value) ? value.Deserialize<string>(Json.Options) : null;
}
