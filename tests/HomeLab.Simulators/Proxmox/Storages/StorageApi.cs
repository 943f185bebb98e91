using System.Text.Json.Nodes;
using HomeLab.Simulators.Proxmox.Http;
using HomeLab.Simulators.Proxmox.State;
using static HomeLab.Simulators.Proxmox.Http.Schema;

namespace HomeLab.Simulators.Proxmox.Storages;

static class StorageApi
{
    public static IEnumerable<ApiMethod> Endpoints { get; } =
    [
        new("GET", "/storage", new Schema(Text("type")), Configured),
        new("GET", "/nodes/{node}/storage", new Schema(Text("content"), Flag("enabled"), Text("storage"), Text("target"), Flag("format")), List),
        new ApiMethod("GET", "/nodes/{node}/storage/{storage}/status", None, call => Row(call.View, Find(call.View, call["storage"], call.NodeName), call.NodeName)).For(Sees),
        new ApiMethod("GET", "/nodes/{node}/storage/{storage}/content", new Schema(Text("content"), Whole("vmid", 100)), Content).For(Sees),
    ];

    public static void Sees(ProxmoxCall call) => call.Require($"/storage/{call["storage"]}", "Datastore.Audit", "Datastore.AllocateSpace");

    /// <exception cref="ProxmoxRefusal">It does not exist, is disabled, or is not there.</exception>
    public static Storage Find(Cluster cluster, string name, string node)
    {
        var storage = cluster.FindStorage(name) ?? throw ProxmoxRefusal.Died($"storage '{name}' does not exist");
        if (storage.IsDisabled)
            throw ProxmoxRefusal.Died($"storage '{name}' is disabled");
        return storage.IsOn(node) ? storage : throw ProxmoxRefusal.Died($"storage '{name}' is not available on node '{node}'");
    }

    static JsonArray Configured(ProxmoxCall call) =>
    [
        .. call.View.Storages
            .Where(storage => call.May($"/storage/{storage.Name}", "Datastore.Audit", "Datastore.AllocateSpace", "Datastore.Allocate"))
            .Where(storage => call.Text("type") is not { } type || storage.Type == type)
            .Select(storage => Configuration(storage)),
    ];

    static JsonObject Configuration(Storage storage)
    {
        var row = new JsonObject { ["storage"] = storage.Name, ["type"] = storage.Type, ["content"] = storage.Content, ["shared"] = storage.IsShared ? 1 : 0, ["digest"] = "2f1c8a6b0d9e4735a1b2c3d4e5f60718293a4b5c" };
        if (!storage.Nodes.IsEmpty)
            row["nodes"] = string.Join(',', storage.Nodes);
        if (storage.IsDisabled)
            row["disable"] = 1;
        return row;
    }

    static JsonArray List(ProxmoxCall call)
    {
        var node = call.Node.Name;
        return
        [
            .. call.View.Storages
                .Where(storage => storage.IsOn(node) && call.May($"/storage/{storage.Name}", "Datastore.Audit", "Datastore.AllocateSpace"))
                .Where(storage => call.Text("storage") is not { } name || storage.Name == name)
                .Where(storage => call.Text("content") is not { } content || content.Split(',').Any(storage.Holds))
                .Where(storage => !call.Asks("enabled") || !storage.IsDisabled)
                .Select(storage => Row(call.View, storage, node)),
        ];
    }

    static JsonObject Row(Cluster cluster, Storage storage, string node)
    {
        var isActive = storage is { IsActive: true, IsDisabled: false };
        var (total, used) = isActive ? (storage.SizeBytes, cluster.UsedOn(storage, node)) : (0, 0);
        var row = new JsonObject
        {
            ["storage"] = storage.Name,
            ["type"] = storage.Type,
            ["content"] = storage.Content,
            ["active"] = isActive ? 1 : 0,
            ["enabled"] = storage.IsDisabled ? 0 : 1,
            ["shared"] = storage.IsShared ? 1 : 0,
            ["total"] = total,
            ["used"] = used,
            ["avail"] = total - used,
        };
        if (total > 0)
            row["used_fraction"] = (double)used / total;
        return row;
    }

    static JsonArray Content(ProxmoxCall call)
    {
        var storage = Find(call.View, call["storage"], call.NodeName);
        if (!storage.IsActive)
            throw ProxmoxRefusal.Died($"storage '{storage.Name}' is not online");
        return
        [
            .. call.View.VolumesOn(storage, call.NodeName)
                .Where(volume => call.Text("content") is not { } content || volume.Content == content)
                .Where(volume => call.NumberOrNull("vmid") is not { } vmid || volume.Vmid == vmid)
                .Where(volume => IsVisible(call, volume))
                .OrderBy(volume => volume.Id, StringComparer.Ordinal)
                .Select(VolumeJson.Row),
        ];
    }

    /// <summary>What the caller may not see is left out without a word.</summary>
    static bool IsVisible(ProxmoxCall call, Volume volume) =>
        call.May($"/storage/{volume.Storage}", "Datastore.Allocate")
        || volume is { Content: "iso" or "vztmpl" or "import" or "snippets" }
        || (volume.Vmid is { } vmid && call.May($"/vms/{vmid}", volume.Content == "backup" ? "VM.Backup" : "VM.Config.Disk"));
}
