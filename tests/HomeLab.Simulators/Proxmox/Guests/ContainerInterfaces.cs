using System.Text.Json.Nodes;
using HomeLab.Simulators.Proxmox.Http;
using HomeLab.Simulators.Proxmox.State;

namespace HomeLab.Simulators.Proxmox.Guests;

/// <summary>What a running container's interfaces are; the host looks for itself.</summary>
static class ContainerInterfaces
{
    public static JsonArray List(ProxmoxCall call)
    {
        var guest = call.FindGuest(call.View);
        if (!guest.IsRunning)
            throw ProxmoxRefusal.Died($"CT {guest.Vmid} is not running");
        return [Describe(new GuestInterface("lo", "00:00:00:00:00:00", ["127.0.0.1/8", "::1/128"])), .. guest.Interfaces.Select(Describe)];
    }

    static JsonObject Describe(GuestInterface one)
    {
        var described = new JsonObject { ["name"] = one.Name, ["hwaddr"] = one.Mac, ["hardware-address"] = one.Mac };
        if (one.Addresses.FirstOrDefault(address => !address.Contains(':', StringComparison.Ordinal)) is { } four)
            described["inet"] = four;
        if (one.Addresses.FirstOrDefault(address => address.Contains(':', StringComparison.Ordinal)) is { } six)
            described["inet6"] = six;
        described["ip-addresses"] = new JsonArray([.. one.Addresses.Select(Address)]);
        return described;
    }

    // The prefix is a string here, and a number where an agent tells it.
    static JsonNode Address(string text) => new JsonObject
    {
        ["ip-address"] = text.Split('/')[0],
        ["prefix"] = text.Split('/').ElementAtOrDefault(1) ?? "32",
        ["ip-address-type"] = text.Contains(':', StringComparison.Ordinal) ? "inet6" : "inet",
    };
}
