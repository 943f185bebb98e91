using System.Text.Json.Serialization;
using HomeLab.Proxmox.Values;

namespace HomeLab.Proxmox.Storages;

/// <summary>A storage as a node has it. Sizes in bytes.</summary>
public sealed record StorageStatus
{
    [JsonPropertyName("storage")]
    public string Name { get; init; } = "";

    /// <summary><c>dir</c>, <c>nfs</c>, <c>lvmthin</c>, <c>zfspool</c>, <c>rbd</c>, <c>pbs</c>, ….</summary>
    public string? Type { get; init; }

    /// <summary><c>images</c>, <c>rootdir</c>, <c>iso</c>, <c>vztmpl</c>, <c>backup</c>, <c>snippets</c>, <c>import</c>.</summary>
    [JsonConverter(typeof(WordList))]
    public IReadOnlyList<string> Content { get; init; } = [];

    /// <summary>It can be used now. Of one that is not, the sizes are 0 and say nothing.</summary>
    [JsonPropertyName("active")]
    public bool IsActive { get; init; }

    [JsonPropertyName("enabled")]
    public bool IsEnabled { get; init; }

    [JsonPropertyName("shared")]
    public bool IsShared { get; init; }

    public long Total { get; init; }

    public long Used { get; init; }

    [JsonPropertyName("avail")]
    public long Available { get; init; }
}
