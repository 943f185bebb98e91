namespace HomeLab.Cloudflare;

/// <summary>A tunnel; ids are UUIDs.</summary>
/// <remarks>https://developers.cloudflare.com/api/resources/zero_trust/subresources/tunnels/.</remarks>
public sealed record CloudflareTunnel
{
    public required string Id { get; init; }

    public string Name { get; init; } = "";

    /// <summary><c>inactive</c>, <c>degraded</c>, <c>healthy</c> or <c>down</c>.</summary>
    public string Status { get; init; } = "";

    /// <summary><c>cloudflare</c>: its rules are read by <see cref="CloudflareClient.GetTunnelConfigurationAsync"/>. <c>local</c>: they stand beside cloudflared.</summary>
    public string? ConfigSrc { get; init; }

    public DateTimeOffset? DeletedAt { get; init; }

    public bool IsLocal => ConfigSrc == "local";
}
