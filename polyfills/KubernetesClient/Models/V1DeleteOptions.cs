using System.Text.Json.Serialization;

namespace k8s.Models;

/// <summary>How to delete.</summary>
public record V1DeleteOptions : IKubernetesObject
{
    [JsonPropertyName("apiVersion")]
    public string ApiVersion { get; set; }

    [JsonPropertyName("dryRun")]
    public IList<string> DryRun { get; set; }

    [JsonPropertyName("gracePeriodSeconds")]
    public long? GracePeriodSeconds { get; set; }

    [JsonPropertyName("ignoreStoreReadErrorWithClusterBreakingPotential")]
    public bool? IgnoreStoreReadErrorWithClusterBreakingPotential { get; set; }

    [JsonPropertyName("kind")]
    public string Kind { get; set; }

    [JsonPropertyName("orphanDependents")]
    public bool? OrphanDependents { get; set; }

    [JsonPropertyName("preconditions")]
    public V1Preconditions Preconditions { get; set; }

    /// <summary><c>Orphan</c>, <c>Background</c> or <c>Foreground</c>.</summary>
    [JsonPropertyName("propagationPolicy")]
    public string PropagationPolicy { get; set; }
}
