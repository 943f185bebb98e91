namespace HomeLab.Simulators.Komodo.State;

/// <summary>Something that was done, or is being done.</summary>
/// <param name="TargetType">Such as <c>Stack</c>.</param>
/// <param name="EndedAt">Null while it is in progress.</param>
/// <param name="Log">What it was that went wrong, or that all went well.</param>
sealed record Update(
    string Id, string Operation, string TargetType, string TargetId, string Username, DateTimeOffset StartedAt, DateTimeOffset? EndedAt, bool IsSuccess, string Log)
{
    public string Status => EndedAt is null ? "InProgress" : "Complete";
}
