using System.Text.Json.Serialization;

namespace k8s.Models;

/// <summary>Where a list stands.</summary>
public record V1ListMeta
{
    /// <summary>Asks for the next page; empty on the last.</summary>
    [JsonPropertyName("continue")]
    public string ContinueProperty { get; set; }

    [JsonPropertyName("remainingItemCount")]
    public long? RemainingItemCount { get; set; }

    [JsonPropertyName("resourceVersion")]
    public string ResourceVersion { get; set; }

    [JsonPropertyName("selfLink")]
    public string SelfLink { get; set; }
}
