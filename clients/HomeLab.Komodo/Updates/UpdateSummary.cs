namespace HomeLab.Komodo.Updates;

/// <summary>Something that was done, or is being done, without its log.</summary>
public sealed record UpdateSummary
{
    public required string Id { get; init; }

    /// <summary>Such as <c>DeployStack</c>.</summary>
    public required string Operation { get; init; }

    [System.Text.Json.Serialization.JsonPropertyName("start_ts")]
    public required DateTimeOffset StartedAt { get; init; }

    /// <summary><c>Queued</c>, <c>InProgress</c> or <c>Complete</c>.</summary>
    public required string Status { get; init; }

    /// <summary>Means nothing before the status is <c>Complete</c>.</summary>
    public bool Success { get; init; }

    public string Username { get; init; } = "";

    public UpdateTarget? Target { get; init; }

    public bool IsComplete => Status == "Complete";
}
