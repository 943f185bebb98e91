using System.Text.Json.Serialization;

namespace HomeLab.Proxmox.Nodes;

/// <summary>Bytes.</summary>
public sealed record NodeSpace
{
    public long Total { get; init; }

    public long Used { get; init; }

    public long Free { get; init; }

    /// <summary>To those who are not root; memory calls it <c>available</c>, a file system <c>avail</c>.</summary>
    [JsonIgnore]
    public long? Available => AvailableMemory ?? AvailableDisk;

    [JsonInclude, JsonPropertyName("available")]
    internal long? AvailableMemory { get; init; }

    [JsonInclude, JsonPropertyName("avail")]
    internal long? AvailableDisk { get; init; }
}
