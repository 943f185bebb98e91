using System.Text.Json.Nodes;
using HomeLab.Simulators.Proxmox.Http;
using HomeLab.Simulators.Proxmox.State;
using static HomeLab.Simulators.Proxmox.Http.Schema;

namespace HomeLab.Simulators.Proxmox.Guests;

/// <summary>Changes of configuration: at once with PUT, by a task with POST.</summary>
static class ConfigApi
{
    static readonly string[] RootOnly = ["skiplock", "args", "hookscript"];

    static readonly string[] Steering = ["delete", "revert", "digest", "force", "skiplock", "background_delay"];

    static readonly Schema Machine = new Schema(ConfigSchema.Of(GuestKind.Qemu)).With(Text("delete"), Text("revert"), Text("digest", 64), Flag("force"), Flag("skiplock"));

    static readonly Schema Container = new Schema(ConfigSchema.Of(GuestKind.Lxc)).With(Text("delete"), Text("revert"), Text("digest", 64));

    public static IEnumerable<ApiMethod> Endpoints { get; } =
    [
        new ApiMethod("PUT", "/nodes/{node}/qemu/{vmid}/config", Machine, Put).For(Authorise),
        new ApiMethod("POST", "/nodes/{node}/qemu/{vmid}/config", Machine.With(Whole("background_delay", 1, 30)), Post).For(Authorise),
        new ApiMethod("PUT", "/nodes/{node}/lxc/{vmid}/config", Container, Put).For(Authorise),
    ];

    static void Authorise(ProxmoxCall call) => call.RequireGuest(
        "VM.Config.Disk", "VM.Config.CDROM", "VM.Config.CPU", "VM.Config.Memory", "VM.Config.Network", "VM.Config.HWType", "VM.Config.Options", "VM.Config.Cloudinit");

    static JsonNode? Put(ProxmoxCall call)
    {
        Check(call);
        return call.Change(cluster => Changed(call, cluster));
    }

    static JsonNode? Post(ProxmoxCall call)
    {
        Check(call);
        Changed(call, call.Store.Current);
        return call.Start("qmconfig", call["vmid"], call.Parameters.Where(pair => pair.Key is not ("node" or "vmid")));
    }

    static void Check(ProxmoxCall call)
    {
        foreach (var parameter in RootOnly)
            call.RequireRoot(parameter);
        if (!call.Parameters.Keys.Any(key => key is "delete" or "revert" || ConfigSchema.Find(call.Kind, key) is not null))
            throw ProxmoxRefusal.Died("no options specified");
        foreach (var key in call.Parameters.Keys)
            if (PrivilegeFor(key) is { } privilege)
                call.RequireGuest(privilege);
        if (call.Text("digest") is { } digest && call.FindGuest(call.Store.Current).Config.Digest != digest)
            throw ProxmoxRefusal.Died("checksum mismatch (file change by other user?)");
    }

    static Cluster Changed(ProxmoxCall call, Cluster cluster)
    {
        var guest = call.FindGuest(cluster);
        if (guest.Lock is { } held && !call.Asks("skiplock"))
            throw ProxmoxRefusal.Died($"{guest.Title} is locked ({held})");
        return ConfigChange.Apply(cluster, guest, call.Parameters.Where(pair => !Steering.Contains(pair.Key)), call.Text("delete"), call.Text("revert"), call.Now);
    }

    static string? PrivilegeFor(string key) => key switch
    {
        "cores" or "sockets" or "vcpus" or "cpu" or "cpulimit" or "cpuunits" or "numa" => "VM.Config.CPU",
        "memory" or "balloon" or "swap" or "shares" => "VM.Config.Memory",
        _ when ConfigKeys.IsNetwork(key) => "VM.Config.Network",
        _ when ConfigKeys.IsDisk(key) => "VM.Config.Disk",
        "name" or "hostname" or "tags" or "description" or "onboot" or "startup" or "protection" or "agent" or "boot" => "VM.Config.Options",
        _ => null,
    };
}
