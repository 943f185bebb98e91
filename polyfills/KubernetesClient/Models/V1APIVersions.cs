using System.Text.Json.Serialization;

namespace k8s.Models;

/// <summary>The versions of the core group.</summary>
public record V1APIVersions : IKubernetesObject
{
    [JsonPropertyName("apiVersion")]
    public string ApiVersion { get; set; }

    [JsonPropertyName("kind")]
    public string Kind { get; set; }

    [JsonPropertyName("serverAddressByClientCIDRs")]
    public required IList<V1ServerAddressByClientCIDR> ServerAddressByClientCIDRs { get; set; }

    [JsonPropertyName("versions")]
    public required IList<string> Versions { get; set; }
}
