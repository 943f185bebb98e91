using System.Text.Json.Nodes;
using HomeLab.Simulators.Proxmox.Http;
using HomeLab.Simulators.Proxmox.State;
using static HomeLab.Simulators.Proxmox.Http.Schema;

namespace HomeLab.Simulators.Proxmox.Guests;

/// <summary>Growing disks, and turning a guest into a template.</summary>
static class ResizeApi
{
    static readonly Schema Size = new(
        Required(new Parameter("disk") { Pattern = @"^((scsi|virtio|sata|ide|mp)\d+|rootfs|efidisk0|tpmstate0)\z" }),
        Required(new Parameter("size") { Pattern = @"^\+?\d+(\.\d+)?[KMGT]?\z" }), Text("digest", 64), Flag("skiplock"));

    public static IEnumerable<ApiMethod> Endpoints { get; } =
    [
        new ApiMethod("PUT", "/nodes/{node}/{kind}/{vmid}/resize", Size, Resize).For(call => call.RequireGuest("VM.Config.Disk")),
        new ApiMethod("POST", "/nodes/{node}/{kind}/{vmid}/template", new Schema(Text("disk")), Convert).For(call => call.RequireGuest("VM.Allocate")),
    ];

    static JsonNode Resize(ProxmoxCall call)
    {
        call.RequireRoot("skiplock");
        call.FindGuest(call.Store.Current);
        return call.Start("resize", call["vmid"], call.Parameters.Where(pair => pair.Key is "disk" or "size" or "digest"));
    }

    static JsonNode? Convert(ProxmoxCall call)
    {
        var guest = call.FindGuest(call.Store.Current);
        if (guest.Lock is { } held)
            throw ProxmoxRefusal.Died($"{guest.Title} is locked ({held})");
        if (!guest.Snapshots.IsEmpty)
            throw ProxmoxRefusal.Died($"unable to create template, because {guest.Title} contains snapshots");
        if (guest.IsTemplate)
            throw ProxmoxRefusal.Died("you can't convert a template to a template");
        if (guest.IsRunning)
            throw ProxmoxRefusal.Died($"you can't convert a {guest.Title} to template if {guest.Title} is running");
        var task = call.Start(guest.IsQemu ? "qmtemplate" : "vztemplate", call["vmid"], []);
        return guest.IsQemu ? task : null;
    }
}
