using System.Text.Json.Serialization;

namespace k8s.Models;

/// <summary>A group and its versions.</summary>
public record V1APIGroup : IKubernetesObject
{
    [JsonPropertyName("apiVersion")]
    public string ApiVersion { get; set; }

    [JsonPropertyName("kind")]
    public string Kind { get; set; }

    [JsonPropertyName("name")]
    public required string Name { get; set; }

    [JsonPropertyName("preferredVersion")]
    public V1GroupVersionForDiscovery PreferredVersion { get; set; }

    [JsonPropertyName("serverAddressByClientCIDRs")]
    public IList<V1ServerAddressByClientCIDR> ServerAddressByClientCIDRs { get; set; }

    [JsonPropertyName("versions")]
    public required IList<V1GroupVersionForDiscovery> Versions { get; set; }
}
