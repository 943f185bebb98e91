using HomeLab.Dns.Providers;

namespace HomeLab.Dns.Addresses;

/// <summary>A way to the internet whose public address records may follow.</summary>
/// <param name="Quorum">Kinds of detectors that have to agree.</param>
/// <param name="Confirmations">Rounds after one another in which another address has to be agreed on.</param>
/// <param name="PrefixLength">Bits of an IPv6 address that are the uplink's; null: all of them.</param>
/// <param name="Interface">By whose address detectors are asked; null: whichever the machine takes.</param>
sealed record Uplink(
    string Name, IReadOnlyList<DetectorSetting> Detectors, int Quorum, int Confirmations, TimeSpan Interval, int? PrefixLength, string? Interface)
{
    /// <summary>Where the URL is that is called while all is well; null: none is.</summary>
    public SecretName? Heartbeat { get; init; }

    /// <summary>How many bits detectors have to agree on.</summary>
    public int BitsOf(IpFamily family) => family == IpFamily.IPv4 ? Prefixes.BitsOfV4 : PrefixLength ?? Prefixes.BitsOfV6;
}

/// <param name="Url">Null: where the kind usually is.</param>
/// <param name="Interface">Of kind <c>interface</c>.</param>
sealed record DetectorSetting(string Kind, string? Url, string? Interface);
