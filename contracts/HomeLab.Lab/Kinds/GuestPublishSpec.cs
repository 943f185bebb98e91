using System.ComponentModel;
using System.ComponentModel.DataAnnotations;

namespace HomeLab.Lab.Kinds;

/// <summary>Which guests get a name, their own in a zone.</summary>
public sealed record GuestPublishSpec
{
    [Description("A guest's name in it is its own: web1 becomes web1.<zone>. It lies in one of the lab's zones.")]
    public required string Zone { get; init; }

    [Description("Only guests with one of these tags; unset: with the tag dns.")]
    [RegularExpression("[a-z0-9_][a-z0-9_+.-]*", ErrorMessage = "a tag of Proxmox, such as dns")]
    public IReadOnlyList<string> Tags { get; init; } = ["dns"];

    [Description("Only addresses in these networks, such as 192.168.1.0/24; empty: a guest's one IPv4 address.")]
    public IReadOnlyList<string> Networks { get; init; } = [];

    [Description("What the names point at, a host name or an address; unset: at the guests' own addresses.")]
    public string? Target { get; init; }

    [Description("Whether Cloudflare stands in front.")]
    public bool Proxied { get; init; }

    [Description("Whether a name is made only once what it leads to is healthy; while that is not known, what is there stays and what is not is not made.")]
    public bool? WhenHealthy { get; init; }

    [Description("Whether it is also taken away while that is unhealthy, but never the last record of a name; includes whenHealthy.")]
    public bool? Withdraw { get; init; }

    [Description("What may become of the records: sync: they follow what asks for them and go with it; upsertOnly: are never deleted; createOnly: are neither changed nor deleted. Unset: sync.")]
    [AllowedValues("sync", "upsertOnly", "createOnly")]
    public string? Policy { get; init; }
}
