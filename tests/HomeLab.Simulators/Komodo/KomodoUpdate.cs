namespace HomeLab.Simulators.Komodo;

/// <summary>Something that was done through a simulated Core, or is being done.</summary>
/// <param name="Operation">Such as <c>DeployStack</c>, <c>RestartStackService</c>, <c>UpdateStack</c>.</param>
/// <param name="Stack">As it was called then; empty where it is about no stack.</param>
/// <param name="TargetId">The stack's id.</param>
/// <param name="Services">That it was asked for; empty: all.</param>
/// <param name="By">The user's name.</param>
/// <param name="EndedAt">Null while it is in progress.</param>
/// <param name="Effects">What became of containers: <c>create</c>, <c>recreate</c>, <c>remove</c>, <c>start</c>, <c>stop</c>, <c>restart</c>, <c>pause</c>, <c>unpause</c> and the container's name.</param>
/// <param name="Stages">Of its log.</param>
/// <param name="Traceparent">The W3C trace context of who asked; null without one.</param>
public sealed record KomodoUpdate(
    string Id, string Operation, string Stack, string TargetId, IReadOnlyList<string> Services, string By, DateTimeOffset StartedAt, DateTimeOffset? EndedAt,
    bool IsSuccess, IReadOnlyList<string> Effects, IReadOnlyList<string> Stages, string? Traceparent);
