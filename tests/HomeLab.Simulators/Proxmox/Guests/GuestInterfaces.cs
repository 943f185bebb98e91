using System.Collections.Immutable;
using HomeLab.Simulators.Proxmox.State;

namespace HomeLab.Simulators.Proxmox.Guests;

/// <summary>The interfaces that a container gets from its configuration.</summary>
static class GuestInterfaces
{
    public static ImmutableList<GuestInterface> Of(GuestConfig config) =>
    [
        .. config.Values.Where(pair => ConfigKeys.IsNetwork(pair.Key)).Select(pair => new GuestInterface(
            Option(pair.Value, "name") ?? "eth0",
            NetworkText.MacOf(pair.Value)?.ToLowerInvariant() ?? "",
            [.. new[] { Option(pair.Value, "ip"), Option(pair.Value, "ip6") }.OfType<string>().Where(address => address.Contains('/', StringComparison.Ordinal))])),
    ];

    static string? Option(string text, string name) =>
        text.Split(',').Select(part => part.Split('=', 2)).FirstOrDefault(part => part[0] == name)?.ElementAtOrDefault(1);
}
