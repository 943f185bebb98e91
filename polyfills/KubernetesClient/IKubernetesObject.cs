using System.Text.Json.Serialization;
using k8s.Models;

namespace k8s;

/// <summary>Anything that says what it is.</summary>
public interface IKubernetesObject
{
    [JsonPropertyName("apiVersion")]
    string ApiVersion { get; set; }

    [JsonPropertyName("kind")]
    string Kind { get; set; }
}

/// <summary>Anything that says what it is and has metadata: an object's or a list's.</summary>
public interface IKubernetesObject<TMetadata> : IKubernetesObject, IMetadata<TMetadata>;
