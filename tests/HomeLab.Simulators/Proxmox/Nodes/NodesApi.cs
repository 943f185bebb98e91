using System.Globalization;
using System.Text.Json.Nodes;
using HomeLab.Simulators.Proxmox.Http;
using HomeLab.Simulators.Proxmox.State;
using static HomeLab.Simulators.Proxmox.Http.Schema;

namespace HomeLab.Simulators.Proxmox.Nodes;

static class NodesApi
{
    static readonly string[] Children = ["qemu", "lxc", "status", "storage", "tasks", "network", "certificates", "vzdump", "version"];

    public static IEnumerable<ApiMethod> Endpoints { get; } =
    [
        new("GET", "/nodes", None, List),
        new("GET", "/nodes/{node}", None, _ => new JsonArray([.. Children.Select(name => new JsonObject { ["name"] = name })])),
        new ApiMethod("GET", "/nodes/{node}/status", None, call => NodeJson.Status(call.View, call.Node, call.Now)).For(call => call.RequireNode("Sys.Audit")),
        new("GET", "/nodes/{node}/version", None, call => new JsonObject { ["version"] = call.View.Version, ["release"] = call.View.Version, ["repoid"] = "1a2b3c4d" }),
        new ApiMethod("GET", "/nodes/{node}/time", None, call => new JsonObject { ["time"] = call.Now.ToUnixTimeSeconds(), ["localtime"] = call.Now.ToUnixTimeSeconds(), ["timezone"] = "Etc/UTC" })
            .For(call => call.RequireNode("Sys.Audit")),
        new ApiMethod("GET", "/nodes/{node}/dns", None, _ => new JsonObject { ["search"] = "example.org", ["dns1"] = "192.0.2.53" }).For(call => call.RequireNode("Sys.Audit")),
        new("GET", "/nodes/{node}/network", new Schema(Text("type")), Network),
    ];

    static JsonArray List(ProxmoxCall call) =>
        [.. call.View.Nodes.Select(node => NodeJson.Row(call.View, node, call.May($"/nodes/{node.Name}", "Sys.Audit"), call.Now))];

    static JsonArray Network(ProxmoxCall call)
    {
        var address = call.Node.Address;
        JsonArray all =
        [
            new JsonObject { ["iface"] = "eno1", ["type"] = "eth", ["active"] = 1, ["exists"] = 1, ["method"] = "manual", ["method6"] = "manual", ["families"] = new JsonArray("inet"), ["priority"] = 3 },
            new JsonObject
            {
                ["iface"] = "vmbr0", ["type"] = "bridge", ["active"] = 1, ["autostart"] = 1, ["method"] = "static", ["method6"] = "manual",
                ["address"] = address, ["netmask"] = "24", ["cidr"] = $"{address}/24", ["gateway"] = Gateway(address), ["bridge_ports"] = "eno1", ["bridge_stp"] = "off",
                ["bridge_fd"] = "0", ["families"] = new JsonArray("inet"), ["priority"] = 4,
            },
        ];
        return call.Text("type") is { } type ? [.. all.Where(one => one!["type"]!.GetValue<string>() == type || (type == "any_bridge" && one["iface"]!.GetValue<string>() == "vmbr0")).Select(one => one!.DeepClone())] : all;
    }

    static string Gateway(string address) => string.Create(CultureInfo.InvariantCulture, $"{address[..address.LastIndexOf('.')]}.1");
}
