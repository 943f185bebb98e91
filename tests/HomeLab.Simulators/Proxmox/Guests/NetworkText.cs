using System.Globalization;
using System.Security.Cryptography;
using System.Text.RegularExpressions;
using HomeLab.Simulators.Proxmox.State;

namespace HomeLab.Simulators.Proxmox.Guests;

/// <summary>A network device's value: <c>virtio=BC:24:11:…,bridge=vmbr0</c>, or <c>name=eth0,hwaddr=…,bridge=vmbr0</c>.</summary>
static partial class NetworkText
{
    /// <summary>Proxmox's own range of MAC addresses.</summary>
    public const string Prefix = "BC:24:11";

    public static string? MacOf(string text) => Mac().Match(text) is { Success: true } match ? match.Value : null;

    /// <summary>With a MAC address, where it has none.</summary>
    public static string Completed(string text, GuestKind kind) => MacOf(text) is not null
        ? text
        : kind == GuestKind.Lxc
            ? $"{text},hwaddr={NewMac()}"
            : $"{text.Split(',')[0]}={NewMac()}{text[text.Split(',')[0].Length..]}";

    public static string WithNewMac(string text) => Mac().Replace(text, NewMac());

    static string NewMac() => Prefix + ":" + string.Join(':', RandomNumberGenerator.GetBytes(3).Select(part => part.ToString("X2", CultureInfo.InvariantCulture)));

    [GeneratedRegex("[0-9A-Fa-f]{2}(:[0-9A-Fa-f]{2}){5}")]
    private static partial Regex Mac();
}
