using System.Text.Json.Serialization;

namespace k8s.Models;

/// <summary>An object without which this one is garbage.</summary>
public record V1OwnerReference
{
    [JsonPropertyName("apiVersion")]
    public required string ApiVersion { get; set; }

    [JsonPropertyName("blockOwnerDeletion")]
    public bool? BlockOwnerDeletion { get; set; }

    [JsonPropertyName("controller")]
    public bool? Controller { get; set; }

    [JsonPropertyName("kind")]
    public required string Kind { get; set; }

    [JsonPropertyName("name")]
    public required string Name { get; set; }

    [JsonPropertyName("uid")]
    public required string Uid { get; set; }
}
