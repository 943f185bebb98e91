using System.Text.Json.Serialization;
using HomeLab.Proxmox.Guests;

namespace HomeLab.Proxmox.Backups;

/// <summary>What pruning would do with a backup.</summary>
public sealed record PruneVerdict
{
    [JsonPropertyName("volid")]
    public required string VolumeId { get; init; }

    [JsonPropertyName("ctime")]
    public DateTimeOffset? CreatedAt { get; init; }

    public PruneMark Mark { get; init; }

    [JsonPropertyName("type")]
    public GuestKind? Kind { get; init; }

    public int? Vmid { get; init; }
}
