using System.Net;

namespace HomeLab.Dns.Lists;

/// <summary>An item as it was read.</summary>
/// <param name="Network">An address is a network of all its bits.</param>
sealed record ListItem(string Id, IPNetwork Network, string Comment)
{
    public static string Text(IPNetwork network) =>
        network.PrefixLength == (network.BaseAddress.GetAddressBytes().Length * 8) ? network.BaseAddress.ToString() : network.ToString();
}
