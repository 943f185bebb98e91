using System.Text.Json.Serialization;
using HomeLab.Komodo.Transport;

namespace HomeLab.Komodo.Updates;

/// <summary>Something that was done, or is being done, with its log.</summary>
public sealed record Update
{
    [JsonInclude]
    [JsonPropertyName("_id")]
    internal MongoId? MongoId { get; init; }

    /// <summary>Empty: it cannot be asked for, as after <c>DeployStackIfChanged</c>.</summary>
    [JsonIgnore]
    public string Id => MongoId?.Text ?? "";

    public required string Operation { get; init; }

    [JsonPropertyName("start_ts")]
    public required DateTimeOffset StartedAt { get; init; }

    /// <summary><c>Queued</c>, <c>InProgress</c> or <c>Complete</c>.</summary>
    public required string Status { get; init; }

    /// <summary>Means nothing before the status is <c>Complete</c>.</summary>
    public bool Success { get; init; }

    public UpdateTarget? Target { get; init; }

    public IReadOnlyList<UpdateLog> Logs { get; init; } = [];

    [JsonIgnore]
    public bool IsComplete => Status == "Complete";

    /// <summary>Why it failed, in one line; empty while no stage has.</summary>
    [JsonIgnore]
    public string Failure => Logs.FirstOrDefault(it => !it.Success) is { } failed ? $"{failed.Stage}: {FailureText.Line(failed.Stderr.Length > 0 ? failed.Stderr : failed.Stdout)}" : "";
}

/// <summary>One stage. Compose writes its progress to the error stream also where all is well: only <see cref="Success"/> tells.</summary>
public sealed record UpdateLog
{
    /// <summary>Such as <c>Compose Up</c>; <c>Task Error</c>: it was not begun.</summary>
    public required string Stage { get; init; }

    public string Stdout { get; init; } = "";

    public string Stderr { get; init; } = "";

    public bool Success { get; init; }
}
