using System.Globalization;
using System.Text.Json.Nodes;
using HomeLab.Simulators.Proxmox.Http;
using HomeLab.Simulators.Proxmox.State;
using static HomeLab.Simulators.Proxmox.Http.Schema;

namespace HomeLab.Simulators.Proxmox.Guests;

/// <summary>What a virtual machine's agent tells.</summary>
static class AgentApi
{
    const string Root = "/nodes/{node}/qemu/{vmid}/agent/";

    public static IEnumerable<ApiMethod> Endpoints { get; } =
    [
        Asks("GET", "network-get-interfaces", (_, guest) => Interfaces(guest)),
        Asks("GET", "get-host-name", (_, guest) => new JsonObject { ["host-name"] = guest.Name }),
        Asks("GET", "get-osinfo", (_, _) => new JsonObject { ["id"] = "debian", ["name"] = "Debian GNU/Linux", ["version-id"] = "12", ["pretty-name"] = "Debian GNU/Linux 12 (bookworm)", ["kernel-release"] = "6.1.0-39-amd64", ["machine"] = "x86_64" }),
        Asks("GET", "get-time", (call, _) => call.Now.ToUnixTimeMilliseconds() * 1_000_000),
        Asks("GET", "info", (_, _) => new JsonObject { ["version"] = "7.2.19", ["supported_commands"] = new JsonArray() }),
        Asks("POST", "ping", (_, _) => new JsonObject()),
    ];

    static ApiMethod Asks(string method, string command, Func<ProxmoxCall, Guest, JsonNode> answer) =>
        new ApiMethod(method, Root + command, None, call => new JsonObject { ["result"] = answer(call, Reached(call)) })
            .For(call => call.RequireGuest("VM.GuestAgent.Audit", "VM.Monitor"));

    static Guest Reached(ProxmoxCall call)
    {
        var guest = call.FindGuest(call.View);
        if (!AgentText.IsEnabled(guest.Config["agent"]))
            throw ProxmoxRefusal.Died("No QEMU guest agent configured");
        if (!guest.IsRunning)
            throw ProxmoxRefusal.Died($"VM {guest.Vmid} is not running");
        return guest is { IsAgentRunning: true, Power: Power.Running } ? guest : throw ProxmoxRefusal.Died("QEMU guest agent is not running");
    }

    static JsonArray Interfaces(Guest guest) =>
    [
        Describe(guest, new GuestInterface("lo", "00:00:00:00:00:00", ["127.0.0.1/8", "::1/128"])),
        .. guest.Interfaces.Select(one => Describe(guest, one)),
    ];

    static JsonObject Describe(Guest guest, GuestInterface one)
    {
        var described = new JsonObject { ["name"] = one.Name, ["hardware-address"] = one.Mac };
        // An interface without addresses does not have an empty list of them.
        if (one.Addresses.Count > 0)
            described["ip-addresses"] = new JsonArray([.. one.Addresses.Select(Address)]);
        described["statistics"] = new JsonObject { ["rx-bytes"] = guest.Vmid * 1000, ["tx-bytes"] = guest.Vmid * 500, ["rx-packets"] = guest.Vmid, ["tx-packets"] = guest.Vmid };
        return described;
    }

    static JsonNode Address(string text) => new JsonObject
    {
        ["ip-address"] = text.Split('/')[0],
        ["ip-address-type"] = text.Contains(':', StringComparison.Ordinal) ? "ipv6" : "ipv4",
        ["prefix"] = int.Parse(text.Split('/').ElementAtOrDefault(1) ?? "32", CultureInfo.InvariantCulture),
    };
}
