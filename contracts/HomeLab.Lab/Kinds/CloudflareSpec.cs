using System.ComponentModel;
using System.ComponentModel.DataAnnotations;

namespace HomeLab.Lab.Kinds;

public sealed record CloudflareSpec
{
    [Description("API token that may edit the zones' DNS.")]
    public required SecretReference Token { get; init; }

    [Description("The zones that HomeLab may write records in.")]
    public required IReadOnlyList<string> Zones { get; init; }

    [Description("The API's base address; unset: Cloudflare's own.")]
    [RegularExpression(Forms.HttpUrl, ErrorMessage = Forms.HttpUrlExpected)]
    public string? Url { get; init; }

    [Description("Lists of the account, for its rules, that are to hold the lab's public addresses. The token needs Account Filter Lists:Edit for them.")]
    public IReadOnlyList<IpListSpec>? Lists { get; init; }

    [Description("What is made of the account's tunnels.")]
    public TunnelsSpec? Tunnels { get; init; }
}

public sealed record IpListSpec
{
    public const string V4 = "ipv4";
    public const string V6 = "ipv6";

    [Description("The list's name, as rules have it behind the dollar sign; it has to be there, of kind IP.")]
    [RegularExpression("[a-z0-9_]{1,50}", ErrorMessage = "a list's name of lower-case letters, digits and `_`, at most 50")]
    public required string Name { get; init; }

    [Description("Whose addresses it is to hold; unset: those of all uplinks.")]
    public IReadOnlyList<string>? Uplinks { get; init; }

    [Description("ipv4, ipv6 (the network: the uplink's prefix, at most a /64); unset: ipv4.")]
    public IReadOnlyList<string> Families { get; init; } = [V4];
}

public sealed record TunnelsSpec
{
    [Description("Whether the hostnames of their rules get proxied aliases into the tunnel.")]
    public required bool Publish { get; init; }

    [Description("What may become of the records: sync: they follow the rules and go with them; upsertOnly: are never deleted; createOnly: are neither changed nor deleted. Unset: sync.")]
    [AllowedValues("sync", "upsertOnly", "createOnly")]
    public string? Policy { get; init; }
}
