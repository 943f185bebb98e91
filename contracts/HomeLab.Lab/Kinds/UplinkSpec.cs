using System.ComponentModel;
using System.ComponentModel.DataAnnotations;

namespace HomeLab.Lab.Kinds;

/// <summary>A way to the internet with a public address of its own, which records may follow.</summary>
public sealed record UplinkSpec
{
    [Description("The name by which records follow it.")]
    [RegularExpression(Forms.Name, ErrorMessage = Forms.NameExpected)]
    public required string Name { get; init; }

    [Description("Who is asked for the address; unset: trace, http and doh, each at its usual place.")]
    public IReadOnlyList<DetectorSpec>? Detectors { get; init; }

    [Description("How many kinds of detectors have to agree on an address before it counts.")]
    [Range(1, 5)]
    public int Quorum { get; init; } = 2;

    [Description("In how many rounds after one another another address has to be agreed on before records follow it. Each kind beyond the quorum stands for a round where none says otherwise.")]
    [Range(1, 20)]
    public int Confirmations { get; init; } = 2;

    [Description("How often the detectors are asked; at least 10s.")]
    public TimeSpan Interval { get; init; } = TimeSpan.FromMinutes(1);

    [Description("How many bits of an IPv6 address are the uplink's; detectors then agree on these, and records say the rest as suffix.")]
    [Range(16, 124)]
    public int? PrefixLength { get; init; }

    [Description("The network interface by whose address detectors are asked, where a machine has several ways out.")]
    [RegularExpression(Forms.Interface, ErrorMessage = Forms.InterfaceExpected)]
    public string? Interface { get; init; }

    [Description("Where the URL is that is called while the address is agreed on and the records that follow it stand, such as one of Healthchecks or Uptime Kuma; silence is the alarm.")]
    public SecretReference? Heartbeat { get; init; }
}

public sealed record DetectorSpec
{
    [Description("trace: Cloudflare's /cdn-cgi/trace; http: a page that is the address and nothing else; doh: Cloudflare's whoami over DNS-over-HTTPS; upnp: the router's UPnP; interface: an address of this machine.")]
    [AllowedValues("trace", "http", "doh", "upnp", "interface")]
    public required string Kind { get; init; }

    [Description("Where it is asked; of upnp the router's device description, such as http://192.168.1.1:5000/rootDesc.xml.")]
    [RegularExpression(Forms.HttpUrl, ErrorMessage = Forms.HttpUrlExpected)]
    public string? Url { get; init; }

    [Description("The network interface whose address is read, of kind interface.")]
    [RegularExpression(Forms.Interface, ErrorMessage = Forms.InterfaceExpected)]
    public string? Interface { get; init; }
}
