using System.Globalization;
using System.Net;
using System.Net.NetworkInformation;
using System.Net.Sockets;

namespace HomeLab.Dns.Addresses.Detectors;

/// <summary>The addresses of a network interface that last.</summary>
static class LocalAddresses
{
    const string Table = "/proc/net/if_inet6";

    // linux/if_addr.h: temporary (RFC 8981), duplicate, deprecated, tentative.
    const int Passing = 0x01 | 0x08 | 0x20 | 0x40;

    public static IReadOnlyList<IPAddress> Of(string name, IpFamily family) =>
        family == IpFamily.IPv4 ? OfV4(name)
        // A machine without IPv6 has no such table.
        : File.Exists(Table) ? OfV6(File.ReadAllText(Table), name) : [];

    /// <param name="table">Lines of <c>/proc/net/if_inet6</c>: address, index, prefix length, scope, flags, name.</param>
    public static IReadOnlyList<IPAddress> OfV6(string table, string name) =>
    [
        .. table.Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Select(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
            .Where(fields => fields is [{ Length: 32 }, _, _, _, var flags, var of]
                && of == name && (int.Parse(flags, NumberStyles.HexNumber, CultureInfo.InvariantCulture) & Passing) == 0)
            .Select(fields => new IPAddress(Convert.FromHexString(fields[0]))),
    ];

    static List<IPAddress> OfV4(string name) =>
    [
        .. NetworkInterface.GetAllNetworkInterfaces().Where(it => it.Name == name)
            .SelectMany(it => it.GetIPProperties().UnicastAddresses)
            .Select(it => it.Address).Where(it => it.AddressFamily == AddressFamily.InterNetwork),
    ];
}
