using System.Text.Json.Nodes;
using HomeLab.Simulators.Proxmox.Backups;
using HomeLab.Simulators.Proxmox.Http;
using HomeLab.Simulators.Proxmox.State;
using static HomeLab.Simulators.Proxmox.Http.Schema;

namespace HomeLab.Simulators.Proxmox.Storages;

/// <summary>One volume, and many by rule.</summary>
static class VolumesApi
{
    const string Root = "/nodes/{node}/storage/{storage}/content/{volume+}";

    static readonly Schema Rules = new(Text("prune-backups"), Choice("type", "qemu", "lxc"), Whole("vmid", 100));

    public static IEnumerable<ApiMethod> Endpoints { get; } =
    [
        new ApiMethod("GET", Root, None, call => VolumeJson.Details(Find(call, call.View))).For(StorageApi.Sees),
        new ApiMethod("PUT", Root, new Schema(Text("notes"), Flag("protected")), Update).For(StorageApi.Sees),
        new ApiMethod("DELETE", Root, new Schema(Whole("delay", 1, 30)), Delete).For(StorageApi.Sees),
        new ApiMethod("GET", "/nodes/{node}/storage/{storage}/prunebackups", Rules, Preview).For(StorageApi.Sees),
        new ApiMethod("DELETE", "/nodes/{node}/storage/{storage}/prunebackups", Rules, Prune).For(call => call.Require($"/storage/{call["storage"]}", "Datastore.Allocate")),
    ];

    static JsonNode? Update(ProxmoxCall call) => call.Change(cluster =>
    {
        var volume = Find(call, cluster);
        return cluster.With(volume with { Notes = call.Text("notes") ?? volume.Notes, IsProtected = call.Asks("protected", volume.IsProtected) });
    });

    static JsonNode Delete(ProxmoxCall call)
    {
        var volume = Find(call, call.Store.Current);
        var isOwnBackup = volume is { Content: "backup", Vmid: { } vmid } && call.May($"/vms/{vmid}", "VM.Backup") && call.May($"/storage/{call["storage"]}", "Datastore.AllocateSpace");
        if (!isOwnBackup)
            call.Require($"/storage/{call["storage"]}", "Datastore.Allocate");
        return call.Start("imgdel", $"{volume.Vmid}@{call["storage"]}", [new("volume", volume.Id)]);
    }

    static JsonArray Preview(ProxmoxCall call) =>
    [
        .. Pruning.Marks(Backups(call), call.Text("prune-backups") ?? "keep-all=1").Select(mark => new JsonObject
        {
            ["volid"] = mark.Volume.Id,
            ["ctime"] = mark.Volume.CreatedAt.ToUnixTimeSeconds(),
            ["mark"] = mark.Mark,
            ["type"] = mark.Volume.Kind == GuestKind.Qemu ? "qemu" : "lxc",
            ["vmid"] = mark.Volume.Vmid,
        }),
    ];

    static JsonNode Prune(ProxmoxCall call) => call.Start("prunebackups", call["storage"], call.Parameters.Where(pair => pair.Key is "prune-backups" or "type" or "vmid" or "storage"));

    static IEnumerable<Volume> Backups(ProxmoxCall call) => VolumeWorks.Backups(
        call.View, StorageApi.Find(call.View, call["storage"], call.NodeName), call.NodeName, call.Text("type"), call.Text("vmid"));

    static Volume Find(ProxmoxCall call, Cluster cluster)
    {
        StorageApi.Find(cluster, call["storage"], call.NodeName);
        var id = call["volume"].Contains(':', StringComparison.Ordinal) ? call["volume"] : $"{call["storage"]}:{call["volume"]}";
        return cluster.FindVolume(id, call.NodeName) ?? throw ProxmoxRefusal.Died($"volume '{id}' does not exist");
    }
}
