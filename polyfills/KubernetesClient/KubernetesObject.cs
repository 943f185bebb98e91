using System.Text.Json.Serialization;

namespace k8s;

/// <summary>What every object says of itself.</summary>
public class KubernetesObject : IKubernetesObject
{
    [JsonPropertyName("apiVersion")]
    public string ApiVersion { get; set; }

    [JsonPropertyName("kind")]
    public string Kind { get; set; }
}
