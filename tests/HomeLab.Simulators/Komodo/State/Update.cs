using System.Collections.Immutable;

namespace HomeLab.Simulators.Komodo.State;

/// <summary>Something that was done, or is being done.</summary>
/// <param name="TargetType">Such as <c>Stack</c>.</param>
/// <param name="EndedAt">Null while it is in progress.</param>
sealed record Update(
    string Id, string Operation, string TargetType, string TargetId, string Username, DateTimeOffset StartedAt, DateTimeOffset? EndedAt)
{
    public string Status => EndedAt is null ? "InProgress" : "Complete";

    /// <summary>True as long as nothing has gone wrong, so also while it is in progress.</summary>
    public bool IsSuccess => Logs.All(log => log.IsSuccess);

    /// <summary>The stack's as it was called then; empty for everything else.</summary>
    public string TargetName { get; init; } = "";

    public ImmutableList<UpdateLog> Logs { get; init; } = [];

    /// <summary>The services that it was asked for; empty: all.</summary>
    public ImmutableList<string> Services { get; init; } = [];

    /// <summary>What became of containers, such as <c>create web-app-1</c>; Komodo tells nobody.</summary>
    public ImmutableList<string> Effects { get; init; } = [];

    public string CommitHash { get; init; } = "";

    public string PreviousToml { get; init; } = "";

    public string CurrentToml { get; init; } = "";

    /// <summary>The W3C trace context of who asked; null without one.</summary>
    public string? Traceparent { get; init; }

    public Update Ended(DateTimeOffset now, params IEnumerable<UpdateLog> logs) => this with { EndedAt = now, Logs = Logs.AddRange(logs) };
}
