using MassTransit;

namespace HomeLab.Contracts.Dns;

/// <summary>Fact: an uplink has another public address, and the records that follow it are about to; told once a change.</summary>
[MessageUrn("homelab:dns:public-address-changed:v1", useDefaultPrefix: false)]
[EntityName("homelab.dns.public-address-changed.v1")]
public sealed record PublicAddressChanged
{
    /// <summary>As the lab names it.</summary>
    public required string Uplink { get; init; }

    /// <summary><c>IPv4</c> or <c>IPv6</c>.</summary>
    public required string Family { get; init; }

    /// <summary>Empty: none was known before.</summary>
    public required string Before { get; init; }

    /// <summary>The address, or where <see cref="PrefixLength"/> is set the prefix: <c>2001:db8:1:2::</c>.</summary>
    public required string After { get; init; }

    /// <summary>How many bits of it are the uplink's; 0: it is a whole address.</summary>
    public required int PrefixLength { get; init; }

    /// <summary>The detectors that agreed on it: <c>trace www.cloudflare.com</c>.</summary>
    public required IReadOnlyList<string> Detectors { get; init; }

    public required DateTimeOffset At { get; init; }
}
