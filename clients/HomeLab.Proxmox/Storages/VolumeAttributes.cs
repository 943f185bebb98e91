using System.Text.Json.Serialization;

namespace HomeLab.Proxmox.Storages;

/// <summary>One volume in detail. Sizes in bytes.</summary>
public sealed record VolumeAttributes
{
    /// <summary>On the node.</summary>
    public string? Path { get; init; }

    public long Size { get; init; }

    public long Used { get; init; }

    public string? Format { get; init; }

    /// <summary>All lines.</summary>
    public string? Notes { get; init; }

    [JsonPropertyName("protected")]
    public bool IsProtected { get; init; }
}
