using System.Net;
using HomeLab.Dns.Records;

namespace HomeLab.Dns.Addresses;

/// <summary>What records that follow uplinks say now. Pure.</summary>
sealed class FollowedAddresses(IReadOnlyList<UplinkState> states, IReadOnlyList<Uplink> uplinks)
{
    public static FollowedAddresses None { get; } = new([], []);

    /// <summary>Null while the uplink's address is not known, which is no reason to take anything away.</summary>
    public RecordContent? ContentOf(Following following)
    {
        var known = states.FirstOrDefault(it => it.Uplink == following.Uplink && it.Family == following.Family)?.Known;
        if (known?.Address is null || !Fits(following, known.Bits))
        {
            return null;
        }
        return following.Family == IpFamily.IPv4
            ? new RecordContent.A(known.Address)
            : new RecordContent.Aaaa(following.Suffix is { } suffix ? Prefixes.Join(known.Address, known.Bits, suffix) : known.Address);
    }

    /// <summary>An address that was learnt under another prefix length has to be learnt again before anything is put together from it.</summary>
    bool Fits(Following following, int bits)
    {
        var uplink = uplinks.FirstOrDefault(it => it.Name == following.Uplink);
        return (uplink is null || uplink.BitsOf(following.Family) == bits)
            && (following.Family == IpFamily.IPv4 || following.Suffix is not null == bits < Prefixes.BitsOfV6);
    }
}
