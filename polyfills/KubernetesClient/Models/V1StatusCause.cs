using System.Text.Json.Serialization;

namespace k8s.Models;

/// <summary>One reason of several, and the field that it is about.</summary>
public record V1StatusCause
{
    [JsonPropertyName("field")]
    public string Field { get; set; }

    [JsonPropertyName("message")]
    public string Message { get; set; }

    [JsonPropertyName("reason")]
    public string Reason { get; set; }
}
