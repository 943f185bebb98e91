using System.Net;
using System.Net.Sockets;

namespace HomeLab.Inventory.Probes;

/// <summary>Which observed addresses may be asked: what a guest or an object says of itself must lead nowhere but into the lab.</summary>
static class Reach
{
    static readonly IPNetwork[] Private =
    [
        IPNetwork.Parse("10.0.0.0/8"), IPNetwork.Parse("172.16.0.0/12"), IPNetwork.Parse("192.168.0.0/16"), IPNetwork.Parse("100.64.0.0/10"), IPNetwork.Parse("fc00::/7"),
    ];

    public static bool IsPrivate(string text) => IPAddress.TryParse(text, out var address)
        && Private.Any(it => it.Contains(address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address));

    /// <summary>Of several the first that is of the lab, IPv4 before IPv6.</summary>
    public static string? Best(IEnumerable<string> addresses) => addresses.Where(IsPrivate)
        .OrderBy(it => IPAddress.Parse(it).AddressFamily == AddressFamily.InterNetwork ? 0 : 1).FirstOrDefault();
}
