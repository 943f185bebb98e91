namespace HomeLab.Cloudflare;

/// <summary>An item of a list of kind <c>ip</c>.</summary>
public sealed record CloudflareListItem
{
    public required string Id { get; init; }

    /// <summary>An address or a network: <c>192.0.2.1</c>, <c>2001:db8:1:2::/64</c>; null in a list of another kind.</summary>
    public string? Ip { get; init; }

    public string? Comment { get; init; }
}
