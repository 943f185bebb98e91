namespace HomeLab.Cloudflare;

/// <summary>Who holds a zone; ids are 32 lower-case hex digits.</summary>
public sealed record CloudflareAccount
{
    public required string Id { get; init; }
}
