using System.Text.Json.Serialization;
using HomeLab.Proxmox.Values;

namespace HomeLab.Proxmox.Storages;

/// <summary>A storage on a node, as the cluster's list shows it. Sizes in bytes.</summary>
public sealed record StorageResource
{
    [JsonPropertyName("storage")]
    public required string Name { get; init; }

    public required string Node { get; init; }

    [JsonPropertyName("plugintype")]
    public string? Type { get; init; }

    [JsonConverter(typeof(WordList))]
    public IReadOnlyList<string> Content { get; init; } = [];

    /// <summary>The same on every node that has it.</summary>
    [JsonPropertyName("shared")]
    public bool IsShared { get; init; }

    [JsonIgnore]
    public bool IsAvailable => Status == "available";

    [JsonPropertyName("disk")]
    public long? Used { get; init; }

    [JsonPropertyName("maxdisk")]
    public long? Total { get; init; }

    [JsonInclude]
    internal string? Status { get; init; }
}
