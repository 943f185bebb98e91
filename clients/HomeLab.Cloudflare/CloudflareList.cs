namespace HomeLab.Cloudflare;

/// <summary>A list of an account, which its rules name as <c>$name</c>.</summary>
public sealed record CloudflareList
{
    public required string Id { get; init; }

    public required string Name { get; init; }

    /// <summary><c>ip</c>, <c>hostname</c>, <c>asn</c> or <c>redirect</c>.</summary>
    public string Kind { get; init; } = "";
}
