using System.Text.Json.Serialization;

namespace k8s.Models;

/// <summary>A version, with its group and alone.</summary>
public record V1GroupVersionForDiscovery
{
    [JsonPropertyName("groupVersion")]
    public required string GroupVersion { get; set; }

    [JsonPropertyName("version")]
    public required string Version { get; set; }
}
