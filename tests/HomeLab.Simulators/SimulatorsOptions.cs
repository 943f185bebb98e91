using System.ComponentModel.DataAnnotations;

namespace HomeLab.Simulators;

/// <summary>Settings of all simulated systems, under <c>Simulators</c>.</summary>
public sealed class SimulatorsOptions
{
    public const string Section = "Simulators";

    /// <summary>
    /// Directory that holds one JSON file a system; created when absent. Without it nothing outlives the process.
    /// </summary>
    public string? DataDirectory { get; init; }

    /// <summary>Requests that the log remembers; the oldest is dropped first. 2000 unless told.</summary>
    [Range(1, 1_000_000)]
    public int RememberedRequests { get; init; } = 2000;

    /// <summary>
    /// Host names, besides loopback ones, by which the page and <c>/_sim</c> may be called.
    /// </summary>
    public IReadOnlyList<string> AllowedHosts { get; init; } = [];
}
