namespace HomeLab.Cloudflare;

/// <summary>A zone; ids are 32 lower-case hex digits.</summary>
public sealed record CloudflareZone
{
    public required string Id { get; init; }

    public required string Name { get; init; }

    /// <summary><c>active</c>, <c>pending</c>, <c>initializing</c>, <c>moved</c>, ….</summary>
    public string Status { get; init; } = "";

    public CloudflareAccount? Account { get; init; }

    public bool IsActive => Status == "active";
}
