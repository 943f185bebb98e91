using System.Net;
using System.Net.Sockets;
using HomeLab.ServiceDefaults.Reconciliation;

namespace HomeLab.Dns.Addresses.Plausibility;

/// <summary>Whether an address may be an uplink's. Pure.</summary>
static class PublicAddress
{
    static readonly IPNetwork GlobalUnicast = IPNetwork.Parse("2000::/3");

    static readonly IReadOnlyList<AddressRange> Implausible =
        [.. AddressRange.Read("special-ranges.txt"), .. AddressRange.Read("cloudflare-ranges.txt")];

    /// <summary>Why it may not be; null: it may.</summary>
    public static Reason? Objection(IPAddress address, IpFamily family)
    {
        if (address.IsIPv4MappedToIPv6)
        {
            // A network of IPv4 contains it too, by which it would be judged as what it is not.
            return new Reason("MappedIPv4", $"{address} is an IPv4 address in IPv6 notation.");
        }
        var isV6 = address.AddressFamily == AddressFamily.InterNetworkV6;
        if (Implausible.FirstOrDefault(range => range.Network.Contains(address)) is { } found)
        {
            return new Reason(found.Code, $"{address} is no public address: {found.Network} is {found.Use}.");
        }
        if (isV6 != (family == IpFamily.IPv6))
        {
            return new Reason("OtherFamily", $"{address} is no {family} address.");
        }
        return isV6 && !GlobalUnicast.Contains(address)
            ? new Reason("NotGlobal", $"{address} is no public address: those of IPv6 are in {GlobalUnicast}.")
            : null;
    }
}
