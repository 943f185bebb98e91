using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Serialization;

namespace HomeLab.Proxmox.Pools;

public sealed record Pool
{
    [JsonPropertyName("poolid")]
    public string Name { get; init; } = "";

    public string? Comment { get; init; }

    /// <summary>Not in the list of pools.</summary>
    [AllowNull]
    public IReadOnlyList<PoolMember> Members { get; init => field = value ?? []; } = [];
}
