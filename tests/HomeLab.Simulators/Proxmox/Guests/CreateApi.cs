using System.Text.Json.Nodes;
using HomeLab.Simulators.Proxmox.Http;
using HomeLab.Simulators.Proxmox.State;
using HomeLab.Simulators.Proxmox.Storages;
using static HomeLab.Simulators.Proxmox.Http.Schema;

namespace HomeLab.Simulators.Proxmox.Guests;

/// <summary>New guests, from nothing or from a backup.</summary>
static class CreateApi
{
    static readonly Parameter[] Both = [Required(Whole("vmid", 100, 999_999_999)), Text("pool"), Text("storage"), Flag("start"), Flag("unique"), Flag("force"), Text("bwlimit"), Flag("ha-managed")];

    static readonly Schema Machine = new Schema(ConfigSchema.Of(GuestKind.Qemu)).With(Both).With(Text("archive"), Flag("live-restore"), Text("import-working-storage"));

    static readonly Schema Container = new Schema(ConfigSchema.Of(GuestKind.Lxc)).With(Both)
        .With(Required(Text("ostemplate")), Text("password") with { Shortest = 5 }, Text("ssh-public-keys"), Flag("restore"), Flag("ignore-unpack-errors"));

    public static IEnumerable<ApiMethod> Endpoints { get; } =
    [
        new ApiMethod("POST", "/nodes/{node}/qemu", Machine, call => Create(call, call.Text("archive"))).For(Authorise),
        new ApiMethod("POST", "/nodes/{node}/lxc", Container, call => Create(call, call.Asks("restore") ? call["ostemplate"] : null)).For(Authorise),
    ];

    static void Authorise(ProxmoxCall call)
    {
        var path = $"/vms/{call.Text("vmid")}";
        if (call.Text("pool") is { } pool && call.May($"/pool/{pool}", "VM.Allocate"))
            return;
        call.Require(path, "VM.Allocate");
    }

    static JsonNode Create(ProxmoxCall call, string? archive)
    {
        foreach (var parameter in new[] { "args", "hookscript" })
            call.RequireRoot(parameter);
        var cluster = call.Store.Current;
        if (call.Text("pool") is { } pool && !cluster.Pools.ContainsKey(pool))
            throw ProxmoxRefusal.Died($"pool '{pool}' does not exist");
        RequireSpace(call);
        if (archive is not null)
            return Restore(call, cluster, archive);
        var title = call.Kind == GuestKind.Qemu ? "VM" : "CT";
        if (cluster.FindGuest(call.Vmid) is { } other)
            throw ProxmoxRefusal.Died($"unable to create {title} {call.Vmid} - {other.Title} {call.Vmid} already exists on node '{other.Node}'");
        if (call.Kind == GuestKind.Lxc && cluster.FindVolume(call["ostemplate"], call.NodeName) is null)
            throw ProxmoxRefusal.Died($"volume '{call["ostemplate"]}' does not exist");
        return call.Start(call.Kind == GuestKind.Qemu ? "qmcreate" : "vzcreate", call["vmid"], Arguments(call));
    }

    static JsonNode Restore(ProxmoxCall call, Cluster cluster, string archive)
    {
        if (call.Parameters.Keys.FirstOrDefault(key => call.Kind == GuestKind.Qemu && ConfigKeys.IsDisk(key)) is { } drive)
            throw ProxmoxRefusal.Invalid(drive, "option conflicts with option 'archive'");
        StorageApi.Find(cluster, archive.Split(':')[0], call.NodeName);
        if (cluster.FindVolume(archive, call.NodeName) is not { Content: "backup" })
            throw ProxmoxRefusal.Died($"volume '{archive}' does not exist");
        if (cluster.FindGuest(call.Vmid) is { } other)
            CheckOverwrite(call, other);
        return call.Start(call.Kind == GuestKind.Qemu ? "qmrestore" : "vzrestore", call["vmid"], Arguments(call).Append(new("_archive", archive)));
    }

    static void CheckOverwrite(ProxmoxCall call, Guest other)
    {
        var title = call.Kind == GuestKind.Qemu ? "VM" : "CT";
        if (!call.Asks("force") || other.Kind != call.Kind || other.Node != call.NodeName)
            throw ProxmoxRefusal.Died($"unable to restore {title} {call.Vmid} - {other.Title} {call.Vmid} already exists on node '{other.Node}'");
        if (other.Lock is { } held)
            throw ProxmoxRefusal.Died($"unable to restore {title} {call.Vmid} - {title} is locked ({held})");
        if (other.Config["protection"] == "1")
            throw ProxmoxRefusal.Died($"unable to restore {title} {call.Vmid} - can't remove {title} {call.Vmid} - protection mode enabled");
    }

    static void RequireSpace(ProxmoxCall call)
    {
        foreach (var (key, value) in call.Parameters)
            if (ConfigKeys.IsDisk(key) && DiskText.VolumeOf(value).Split(':') is [var storage, _])
                call.Require($"/storage/{storage}", "Datastore.AllocateSpace");
        if (call.Text("storage") is { } other)
            call.Require($"/storage/{other}", "Datastore.AllocateSpace");
    }

    static IEnumerable<KeyValuePair<string, string>> Arguments(ProxmoxCall call) => call.Parameters.Where(pair => pair.Key is not ("node" or "vmid" or "password"));
}
