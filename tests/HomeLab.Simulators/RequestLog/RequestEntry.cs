namespace HomeLab.Simulators.RequestLog;

/// <summary>One request to a simulated system, after it ended.</summary>
/// <param name="Sequence">Rises by one a request; never reused within a process.</param>
/// <param name="Path">Relative to the system's API root, without the query.</param>
/// <param name="Credential">The credential's configured name, or <c>none</c>, <c>unknown</c>.</param>
/// <param name="Status">What the caller was told; null when it was told nothing.</param>
/// <param name="Applied">Whether the system's state changed.</param>
/// <param name="Effects">What changed, in the order of ids; empty unless applied.</param>
/// <param name="Late">Whether this is the deferred effect of a request whose caller had long gone.</param>
/// <param name="Faults">Ids of the fault rules that struck.</param>
/// <param name="Traceparent">The caller's W3C trace context, if it sent one.</param>
public sealed record RequestEntry(
    long Sequence,
    DateTimeOffset At,
    string System,
    string Method,
    string Path,
    string? Query,
    string Credential,
    int? Status,
    bool Applied,
    IReadOnlyList<RequestEffect> Effects,
    bool Late,
    IReadOnlyList<int> Faults,
    string? Traceparent,
    double Milliseconds)
{
    /// <summary>Whether it is a request that can change something.</summary>
    public bool IsWrite { get; init; }
}
