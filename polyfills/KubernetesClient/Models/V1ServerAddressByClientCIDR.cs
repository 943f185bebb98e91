using System.Text.Json.Serialization;

namespace k8s.Models;

/// <summary>Where clients of a network reach the server.</summary>
public record V1ServerAddressByClientCIDR
{
    [JsonPropertyName("clientCIDR")]
    public required string ClientCIDR { get; set; }

    [JsonPropertyName("serverAddress")]
    public required string ServerAddress { get; set; }
}
