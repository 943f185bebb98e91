namespace HomeLab.Cloudflare;

/// <summary>How far a change of a list's items is.</summary>
public sealed record ListOperation
{
    /// <summary><c>pending</c>, <c>running</c>, <c>completed</c> or <c>failed</c>.</summary>
    public string Status { get; init; } = "";

    /// <summary>Why it failed; null otherwise.</summary>
    public string? Error { get; init; }
}

sealed record ListOperationReference
{
    public required string OperationId { get; init; }
}
