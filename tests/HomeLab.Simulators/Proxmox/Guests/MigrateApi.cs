using System.Globalization;
using System.Text.Json.Nodes;
using HomeLab.Simulators.Proxmox.Http;
using HomeLab.Simulators.Proxmox.State;
using static HomeLab.Simulators.Proxmox.Http.Schema;

namespace HomeLab.Simulators.Proxmox.Guests;

static class MigrateApi
{
    public static IEnumerable<ApiMethod> Endpoints { get; } =
    [
        new ApiMethod("GET", "/nodes/{node}/qemu/{vmid}/migrate", new Schema(Text("target")), Preconditions).For(call => call.RequireGuest("VM.Migrate")),
        new ApiMethod("POST", "/nodes/{node}/qemu/{vmid}/migrate", new Schema(
            Required(Text("target")), Flag("online"), Flag("with-local-disks"), Text("targetstorage"), Text("bwlimit"), Choice("migration_type", "secure", "insecure"),
            Text("migration_network"), Flag("force"), Flag("with-conntrack-state")), Migrate).For(call => call.RequireGuest("VM.Migrate")),
        new ApiMethod("POST", "/nodes/{node}/lxc/{vmid}/migrate", new Schema(
            Required(Text("target")), Flag("online"), Flag("restart"), Text("target-storage"), Text("bwlimit"), Whole("timeout")), Migrate)
            .For(call => call.RequireGuest("VM.Migrate")),
    ];

    static JsonObject Preconditions(ProxmoxCall call)
    {
        var guest = call.FindGuest(call.View);
        var others = call.View.Nodes.Where(node => node.Name != guest.Node).ToList();
        var blocked = others.ToDictionary(node => node.Name, node => guest.Config.Disks.Select(disk => DiskText.VolumeOf(disk.Value).Split(':')[0]).Distinct()
            .Where(name => call.View.FindStorage(name)?.IsOn(node.Name) != true).ToList());
        return new JsonObject
        {
            ["running"] = guest.IsRunning ? 1 : 0,
            ["allowed_nodes"] = new JsonArray([.. others.Where(node => blocked[node.Name].Count == 0).Select(node => (JsonNode)node.Name)]),
            ["not_allowed_nodes"] = new JsonObject(blocked.Where(pair => pair.Value.Count > 0).Select(pair => KeyValuePair.Create(
                pair.Key, (JsonNode?)new JsonObject { ["unavailable_storages"] = new JsonArray([.. pair.Value.Select(name => (JsonNode)name)]) }))),
            ["local_disks"] = new JsonArray([.. guest.Config.Disks.Where(disk => IsLocal(call.View, disk.Value)).Select(disk => (JsonNode)new JsonObject
            {
                ["volid"] = DiskText.VolumeOf(disk.Value),
                ["size"] = DiskText.SizeOf(DiskText.OptionOf(disk.Value, "size")) ?? 0,
                ["cdrom"] = 0,
                ["is_unused"] = 0,
                ["drivename"] = disk.Key,
            })]),
            ["local_resources"] = new JsonArray(),
            ["mapped-resources"] = new JsonArray(),
        };
    }

    static JsonNode Migrate(ProxmoxCall call)
    {
        call.RequireRoot("force");
        var cluster = call.Store.Current;
        var guest = call.FindGuest(cluster);
        var target = call["target"];
        if (target == guest.Node)
            throw ProxmoxRefusal.Invalid("target", "target is local node.");
        if (cluster.FindNode(target) is not { IsOnline: true })
            throw ProxmoxRefusal.Died($"no such cluster node '{target}'");
        if (guest.Lock is { } held)
            throw ProxmoxRefusal.Died($"{guest.Title} is locked ({held})");
        if (guest.IsRunning && !call.Asks("online") && !call.Asks("restart"))
            throw ProxmoxRefusal.Died(guest.IsQemu ? "can't migrate running VM without --online" : "can't migrate running container without --online or --restart");
        return call.Start(guest.IsQemu ? "qmigrate" : "vzmigrate", guest.Vmid.ToString(CultureInfo.InvariantCulture), call.Parameters.Where(pair => pair.Key is not ("node" or "vmid")));
    }

    public static bool IsLocal(Cluster cluster, string disk) => cluster.FindStorage(DiskText.VolumeOf(disk).Split(':')[0]) is { IsShared: false };
}
