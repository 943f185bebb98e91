using System.Text.Json.Serialization;

namespace k8s.Models;

/// <summary>What must be so for a deletion to happen; else the server answers 409.</summary>
public record V1Preconditions
{
    [JsonPropertyName("resourceVersion")]
    public string ResourceVersion { get; set; }

    [JsonPropertyName("uid")]
    public string Uid { get; set; }
}
