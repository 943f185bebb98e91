using System.Text.Json.Nodes;
using HomeLab.Simulators.Proxmox.Http;
using HomeLab.Simulators.Proxmox.State;
using static HomeLab.Simulators.Proxmox.Http.Schema;

namespace HomeLab.Simulators.Proxmox.Guests;

static class GuestsApi
{
    public static IEnumerable<ApiMethod> Endpoints { get; } = new ApiMethod[]
    {
        new("GET", "/nodes/{node}/qemu", new Schema(Flag("full")), call => List(call, GuestKind.Qemu)),
        new("GET", "/nodes/{node}/lxc", None, call => List(call, GuestKind.Lxc)),
        Reads("/nodes/{node}/{kind}/{vmid}", None, _ => Children("config", "status", "snapshot")),
        Reads("/nodes/{node}/{kind}/{vmid}/status", None, _ => Children("current", "start", "stop")),
        Reads("/nodes/{node}/{kind}/{vmid}/status/current", None, call => GuestRows.Current(call.Guest, call.Now)),
        Reads("/nodes/{node}/{kind}/{vmid}/config", new Schema(Flag("current"), Text("snapshot", 40)), Config),
        Reads("/nodes/{node}/{kind}/{vmid}/pending", None, call => ConfigJson.Pending(call.Guest)),
        Reads("/nodes/{node}/{kind}/{vmid}/feature", new Schema(Required(Choice("feature", "snapshot", "clone", "copy")), Text("snapname", 40)), Feature),
        Reads("/nodes/{node}/lxc/{vmid}/interfaces", None, ContainerInterfaces.List),
    };

    static ApiMethod Reads(string template, Schema schema, Func<ProxmoxCall, JsonNode?> handle) =>
        new ApiMethod("GET", template, schema, handle).For(call => call.RequireGuest("VM.Audit"));

    static JsonArray Children(params string[] names) => [.. names.Select(name => new JsonObject { ["subdir"] = name })];

    static JsonArray List(ProxmoxCall call, GuestKind kind) =>
    [
        .. call.View.Guests.Values
            .Where(guest => guest.Kind == kind && guest.Node == call.NodeName && call.May($"/vms/{guest.Vmid}", "VM.Audit"))
            .Select(guest => GuestRows.Row(guest, call.Now)),
    ];

    static JsonObject Config(ProxmoxCall call)
    {
        var guest = call.Guest;
        if (call.Text("snapshot") is not { } name)
            return ConfigJson.Of(guest, call.Asks("current"));
        var snapshot = guest.Snapshots.Find(one => one.Name == name) ?? throw ProxmoxRefusal.Died($"snapshot '{name}' does not exist");
        return ConfigJson.Of(guest, isCurrent: true, snapshot.Config);
    }

    static JsonObject Feature(ProxmoxCall call) => new()
    {
        ["hasFeature"] = call["feature"] != "snapshot" || !call.Guest.IsTemplate ? 1 : 0,
        ["nodes"] = new JsonArray([.. call.View.Nodes.Select(node => (JsonNode)node.Name)]),
    };
}
