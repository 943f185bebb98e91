namespace HomeLab.Cloudflare;

/// <summary>The records as they became, each list in the order of the request.</summary>
public sealed record RecordBatchResult
{
    public IReadOnlyList<CloudflareRecord>? Deletes { get; init; }

    public IReadOnlyList<CloudflareRecord>? Patches { get; init; }

    public IReadOnlyList<CloudflareRecord>? Posts { get; init; }
}
