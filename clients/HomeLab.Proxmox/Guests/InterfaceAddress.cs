using System.Globalization;
using System.Net;

namespace HomeLab.Proxmox.Guests;

/// <param name="PrefixLength">Null when it was not told.</param>
public sealed record InterfaceAddress(IPAddress Address, int? PrefixLength)
{
    /// <summary>Link-local and loopback addresses say nothing about where a guest can be reached.</summary>
    public bool IsReachable =>
        !IPAddress.IsLoopback(Address) && !Address.IsIPv6LinkLocal && !(Address.GetAddressBytes() is [169, 254, _, _]);

    /// <summary><c>10.0.0.6/24</c> or without a prefix; null for <c>dhcp</c>, <c>auto</c> and what else is no address.</summary>
    public static InterfaceAddress? TryParse(string? text) => text?.Split('/', 2) switch
    {
        [var address, var prefix] when IPAddress.TryParse(address, out var parsed)
            && int.TryParse(prefix, NumberStyles.None, CultureInfo.InvariantCulture, out var length) => new InterfaceAddress(parsed, length),
        [var address] when IPAddress.TryParse(address, out var parsed) => new InterfaceAddress(parsed, null),
        _ => null,
    };

    public override string ToString() => PrefixLength is { } length ? $"{Address}/{length}" : Address.ToString();
}
