using System.Text.Json.Serialization;

namespace k8s.Models;

/// <summary>One resource of a group and version.</summary>
public record V1APIResource
{
    [JsonPropertyName("categories")]
    public IList<string> Categories { get; set; }

    /// <summary>Empty where it is the list's.</summary>
    [JsonPropertyName("group")]
    public string Group { get; set; }

    [JsonPropertyName("kind")]
    public required string Kind { get; set; }

    /// <summary>The plural; <c>pods/status</c> is a subresource.</summary>
    [JsonPropertyName("name")]
    public required string Name { get; set; }

    [JsonPropertyName("namespaced")]
    public required bool Namespaced { get; set; }

    [JsonPropertyName("shortNames")]
    public IList<string> ShortNames { get; set; }

    [JsonPropertyName("singularName")]
    public required string SingularName { get; set; }

    [JsonPropertyName("storageVersionHash")]
    public string StorageVersionHash { get; set; }

    [JsonPropertyName("verbs")]
    public required IList<string> Verbs { get; set; }

    /// <summary>Empty where it is the list's.</summary>
    [JsonPropertyName("version")]
    public string Version { get; set; }
}
