using System.Text.Json.Nodes;
using HomeLab.Simulators.Proxmox.Http;
using HomeLab.Simulators.Proxmox.State;
using static HomeLab.Simulators.Proxmox.Http.Schema;

namespace HomeLab.Simulators.Proxmox.Guests;

static class DestroyApi
{
    static readonly Parameter[] Both = [Flag("purge"), Flag("destroy-unreferenced-disks")];

    public static IEnumerable<ApiMethod> Endpoints { get; } =
    [
        new ApiMethod("DELETE", "/nodes/{node}/qemu/{vmid}", new Schema(Both).With(Flag("skiplock")), Machine).For(call => call.RequireGuest("VM.Allocate")),
        new ApiMethod("DELETE", "/nodes/{node}/lxc/{vmid}", new Schema(Both).With(Flag("force")), Container).For(call => call.RequireGuest("VM.Allocate")),
    ];

    static JsonNode Machine(ProxmoxCall call)
    {
        call.RequireRoot("skiplock");
        var guest = Checked(call);
        if (guest.IsRunning)
            throw ProxmoxRefusal.Died($"VM {guest.Vmid} is running - destroy failed");
        return Start(call, "qmdestroy");
    }

    static JsonNode Container(ProxmoxCall call)
    {
        var guest = Checked(call);
        if (guest.Lock is { } held)
            throw ProxmoxRefusal.Died($"CT is locked ({held})");
        if (guest.IsRunning && !call.Asks("force"))
            throw ProxmoxRefusal.Died($"unable to destroy CT {guest.Vmid} - container is running");
        return Start(call, "vzdestroy");
    }

    static Guest Checked(ProxmoxCall call)
    {
        var guest = call.FindGuest(call.Store.Current);
        if (guest.Config["protection"] == "1")
            throw ProxmoxRefusal.Died($"can't remove {guest.Title} {guest.Vmid} - protection mode enabled");
        if (guest.HaState is not null && !call.Asks("purge"))
            throw ProxmoxRefusal.Died($"unable to remove {guest.Title} {guest.Vmid} - used in HA resources and purge parameter not set.");
        return guest;
    }

    static JsonNode Start(ProxmoxCall call, string type) => call.Start(type, call["vmid"], call.Parameters.Where(pair => pair.Key is "purge" or "force"));
}
