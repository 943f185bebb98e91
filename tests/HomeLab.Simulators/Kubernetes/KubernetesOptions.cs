using System.ComponentModel.DataAnnotations;

namespace HomeLab.Simulators.Kubernetes;

/// <summary>The simulated Kubernetes API servers, under <c>Simulators:Kubernetes</c>.</summary>
public sealed class KubernetesOptions
{
    public const string Section = "Simulators:Kubernetes";

    /// <summary>Each hangs at <c>/kubernetes/{Name}</c>; one named <c>demo</c> that asks for no token when empty.</summary>
    public IReadOnlyList<KubernetesClusterSeed> Clusters { get; init; } = [];

    /// <summary>Changes that watches and lists can go back to; who comes from before is told 410.</summary>
    [Range(1, 1_000_000)]
    public int RememberedChanges { get; init; } = 10_000;

    /// <summary>Seconds of real time between two bookmarks; one comes before every regular end too.</summary>
    [Range(0.1, 3_600.0)]
    public double BookmarkSeconds { get; init; } = 60;
}
