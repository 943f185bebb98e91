using System.Text.Json.Serialization;

namespace k8s.Models;

/// <summary>What a group and version serves.</summary>
public record V1APIResourceList : IKubernetesObject
{
    [JsonPropertyName("apiVersion")]
    public string ApiVersion { get; set; }

    [JsonPropertyName("groupVersion")]
    public required string GroupVersion { get; set; }

    [JsonPropertyName("kind")]
    public string Kind { get; set; }

    [JsonPropertyName("resources")]
    public required IList<V1APIResource> Resources { get; set; }
}
