using System.Globalization;
using System.Text.Json.Nodes;
using HomeLab.Simulators.Proxmox.Http;
using HomeLab.Simulators.Proxmox.State;
using HomeLab.Simulators.Proxmox.Storages;
using static HomeLab.Simulators.Proxmox.Http.Schema;

namespace HomeLab.Simulators.Proxmox.Guests;

static class CloneApi
{
    static readonly Parameter[] Both =
    [
        Required(Whole("newid", 100, 999_999_999)), Text("description"), Text("pool"), Text("snapname", 40), Text("storage"), Flag("full"), Text("target"), Text("bwlimit"),
    ];

    public static IEnumerable<ApiMethod> Endpoints { get; } =
    [
        new ApiMethod("POST", "/nodes/{node}/qemu/{vmid}/clone", new Schema(Both).With(Text("name"), Choice("format", "raw", "qcow2", "vmdk")), Clone).For(Authorise),
        new ApiMethod("POST", "/nodes/{node}/lxc/{vmid}/clone", new Schema(Both).With(Text("hostname")), Clone).For(Authorise),
    ];

    static void Authorise(ProxmoxCall call)
    {
        call.RequireGuest("VM.Clone");
        if (call.Text("pool") is { } pool && call.May($"/pool/{pool}", "VM.Allocate"))
            return;
        call.Require($"/vms/{call.Text("newid")}", "VM.Allocate");
    }

    static JsonNode Clone(ProxmoxCall call)
    {
        var cluster = call.Store.Current;
        var guest = call.FindGuest(cluster);
        if (guest.Lock is { } held)
            throw ProxmoxRefusal.Died($"{guest.Title} is locked ({held})");
        if (cluster.FindGuest(call.Number("newid")) is not null)
            throw ProxmoxRefusal.Died($"unable to create {guest.Title} {call["newid"]}: config file already exists");
        if (call.Text("snapname") is { } snapshot && !guest.Snapshots.Exists(one => one.Name == snapshot))
            throw ProxmoxRefusal.Died($"snapshot '{snapshot}' does not exist");
        var isFull = call.Asks("full", !guest.IsTemplate);
        foreach (var parameter in new[] { "storage", "format" }.Where(name => !isFull && call.Parameters.ContainsKey(name)))
            throw ProxmoxRefusal.Died($"parameter '{parameter}' not allowed for linked clones");
        if (!isFull && !guest.IsTemplate)
            throw ProxmoxRefusal.Died("Linked clone feature is not supported for a guest that is no template");
        if (!guest.IsQemu && isFull && guest.IsRunning && !call.Parameters.ContainsKey("snapname"))
            throw ProxmoxRefusal.Died("Cannot do full clones on a running container without snapshots");
        CheckTarget(call, cluster, guest);
        if (call.Text("storage") is { } storage)
            StorageApi.Find(cluster, storage, call.Text("target") ?? call.NodeName);
        return call.Start(
            guest.IsQemu ? "qmclone" : "vzclone", call["vmid"], call.Parameters.Where(pair => pair.Key is not ("node" or "vmid")),
            state => state.With(New(call, guest)).InPool(call.Number("newid"), call.Text("pool")));
    }

    static void CheckTarget(ProxmoxCall call, Cluster cluster, Guest guest)
    {
        if (call.Text("target") is not { } target || target == call.NodeName)
            return;
        if (cluster.FindNode(target) is not { IsOnline: true })
            throw ProxmoxRefusal.Died($"no such cluster node '{target}'");
        if (guest.Config.Disks.Any(disk => cluster.FindStorage(DiskText.VolumeOf(disk.Value).Split(':')[0]) is { IsShared: false }))
            throw ProxmoxRefusal.Died($"can't clone {guest.Title} to node '{target}' ({guest.Title} uses local storage)");
    }

    /// <summary>What the new guest is while it is being made: a lock and nothing else.</summary>
    static Guest New(ProxmoxCall call, Guest source) => new(
        int.Parse(call["newid"], CultureInfo.InvariantCulture), source.Kind, call.Text("target") ?? source.Node, GuestConfig.Empty.With("lock", "clone"));
}
