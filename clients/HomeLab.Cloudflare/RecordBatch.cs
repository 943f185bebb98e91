namespace HomeLab.Cloudflare;

/// <summary>Changes that are made together or not at all. Cloudflare runs deletes first, then patches, then posts.</summary>
public sealed record RecordBatch
{
    /// <summary>The most changes that one call of a free plan may hold.</summary>
    public const int MaxOperations = 200;

    public IReadOnlyList<RecordReference>? Deletes { get; init; }

    public IReadOnlyList<RecordWrite>? Patches { get; init; }

    public IReadOnlyList<RecordWrite>? Posts { get; init; }
}
