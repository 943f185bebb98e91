using System.Text.Json.Serialization;

namespace k8s.Models;

/// <summary>The groups that have a name.</summary>
public record V1APIGroupList : IKubernetesObject
{
    [JsonPropertyName("apiVersion")]
    public string ApiVersion { get; set; }

    [JsonPropertyName("groups")]
    public required IList<V1APIGroup> Groups { get; set; }

    [JsonPropertyName("kind")]
    public string Kind { get; set; }
}
