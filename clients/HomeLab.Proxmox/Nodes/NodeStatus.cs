using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Serialization;
using HomeLab.Proxmox.Values;

namespace HomeLab.Proxmox.Nodes;

/// <summary>A node in detail. Sizes in bytes.</summary>
public sealed record NodeStatus
{
    /// <summary>0 to 1, of all cores.</summary>
    public double? Cpu { get; init; }

    public NodeProcessor? CpuInfo { get; init; }

    public NodeSpace? Memory { get; init; }

    public NodeSpace? Swap { get; init; }

    [JsonPropertyName("rootfs")]
    public NodeSpace? RootFileSystem { get; init; }

    /// <summary>Over 1, 5 and 15 minutes; Proxmox writes them as text.</summary>
    [JsonPropertyName("loadavg")]
    [AllowNull]
    public IReadOnlyList<double> LoadAverage { get; init => field = value ?? []; } = [];

    [JsonConverter(typeof(DurationSeconds))]
    public TimeSpan Uptime { get; init; }

    [JsonPropertyName("current-kernel")]
    public NodeKernel? Kernel { get; init; }

    /// <summary>Such as <c>pve-manager/9.1.3/…</c>.</summary>
    public string? PveVersion { get; init; }
}
