using System.Globalization;
using System.Text.Json.Nodes;
using HomeLab.Simulators.Proxmox.Http;
using HomeLab.Simulators.Proxmox.State;
using static HomeLab.Simulators.Proxmox.Http.Schema;

namespace HomeLab.Simulators.Proxmox.Nodes;

static class ClusterApi
{
    public static IEnumerable<ApiMethod> Endpoints { get; } =
    [
        new("GET", "/version", None, Version),
        new ApiMethod("GET", "/cluster/status", None, Status).For(call => call.Require("/", "Sys.Audit")),
        new("GET", "/cluster/nextid", new Schema(Whole("vmid", 100, 999_999_999)), NextId),
        new("GET", "/cluster/resources", new Schema(Choice("type", "vm", "storage", "node", "sdn")), ResourceRows.List),
    ];

    static JsonObject Version(ProxmoxCall call)
    {
        var parts = call.View.Version.Split('.');
        return new JsonObject { ["version"] = call.View.Version, ["release"] = string.Join('.', parts.Take(2)), ["repoid"] = "1a2b3c4d" };
    }

    static JsonArray Status(ProxmoxCall call)
    {
        var cluster = call.View;
        var nodes = cluster.Nodes.Select(node => (JsonNode)new JsonObject
        {
            ["type"] = "node",
            ["id"] = $"node/{node.Name}",
            ["name"] = node.Name,
            ["ip"] = node.Address,
            ["online"] = node.IsOnline ? 1 : 0,
            ["local"] = node.Name == call.EntryNode ? 1 : 0,
            ["nodeid"] = cluster.IsStandalone ? 0 : node.Id,
            ["level"] = "",
        });
        return cluster.IsStandalone ? [.. nodes] : [Summary(cluster), .. nodes];
    }

    static JsonObject Summary(Cluster cluster) => new()
    {
        ["type"] = "cluster",
        ["id"] = "cluster",
        ["name"] = cluster.Name,
        ["version"] = cluster.Nodes.Count,
        ["nodes"] = cluster.Nodes.Count,
        ["quorate"] = cluster.Nodes.Count(node => node.IsOnline) * 2 > cluster.Nodes.Count ? 1 : 0,
    };

    /// <summary>A string, as this call has ever told it. It reserves nothing.</summary>
    static JsonNode NextId(ProxmoxCall call)
    {
        var cluster = call.Store.Current;
        if (call.NumberOrNull("vmid") is { } wanted)
            return cluster.FindGuest(wanted) is null ? Text(wanted) : throw ProxmoxRefusal.Invalid("vmid", $"VM {wanted} already exists");
        var next = 100;
        while (cluster.FindGuest(next) is not null)
            next++;
        return Text(next);
    }

    static JsonNode Text(int vmid) => vmid.ToString(CultureInfo.InvariantCulture);
}
