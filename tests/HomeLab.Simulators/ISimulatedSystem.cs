namespace HomeLab.Simulators;

/// <summary>What the shared parts (faults, log, reset) need to know of a simulated system.</summary>
interface ISimulatedSystem
{
    /// <summary>Lower-case name, as in a fault rule: <c>cloudflare</c>.</summary>
    string Name { get; }

    /// <summary>Where its API hangs.</summary>
    IReadOnlyList<PathString> Prefixes { get; }

    /// <summary>The configured name of the caller's credential, never the secret.</summary>
    string Identify(HttpRequest request);

    /// <summary>Whether it asks only; decides what lists and stale reads are, and what the log calls a write.</summary>
    bool IsRead(HttpRequest request) => HttpMethods.IsGet(request.Method) || HttpMethods.IsHead(request.Method) || HttpMethods.IsOptions(request.Method);

    /// <summary>The name of what a request is about, for rules that ask for one; empty where its system does not tell.</summary>
    Task<string> NameObjectAsync(HttpRequest request) => Task.FromResult("");

    /// <summary>An error body in the system's own shape.</summary>
    string DescribeError(int status, int? code, string? message);

    /// <summary>What stands beside the status of such an error, where a system has words of its own there.</summary>
    string? DescribeReason(int status, string? message) => null;

    /// <summary>Back to the seeded state.</summary>
    void Reset();
}
