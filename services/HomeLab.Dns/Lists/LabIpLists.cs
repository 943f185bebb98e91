using HomeLab.Dns.Addresses;
using HomeLab.Dns.Sources;

namespace HomeLab.Dns.Lists;

/// <summary>What the lab says about lists.</summary>
static class LabIpLists
{
    public static IReadOnlyList<IpList> IpLists(this LabSnapshot snapshot) =>
    [
        .. (snapshot.Lab?.Cloudflare?.Lists ?? []).Select(it => new IpList(
            it.Name,
            it.Uplinks.Count > 0 ? [.. it.Uplinks] : [.. snapshot.Uplinks().Select(uplink => uplink.Name)],
            [.. it.Families.Select(family => family == "ipv6" ? IpFamily.IPv6 : IpFamily.IPv4)])),
    ];

    /// <summary>Families in which an uplink's address is to stand on a list.</summary>
    public static IEnumerable<IpFamily> ListedFamilies(this LabSnapshot snapshot, string uplink) =>
        snapshot.IpLists().Where(it => it.Uplinks.Contains(uplink)).SelectMany(it => it.Families);
}
