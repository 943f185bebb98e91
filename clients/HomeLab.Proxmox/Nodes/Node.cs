using System.Text.Json.Serialization;
using HomeLab.Proxmox.Values;

namespace HomeLab.Proxmox.Nodes;

/// <summary>A node as lists show it. Of one that is offline, or that the token may not audit, only name and state are known.</summary>
public sealed record Node
{
    [JsonPropertyName("node")]
    public required string Name { get; init; }

    [JsonPropertyName("status")]
    public NodeState State { get; init; }

    /// <summary>0 to 1, of all cores.</summary>
    public double? Cpu { get; init; }

    [JsonPropertyName("maxcpu")]
    public int? Cores { get; init; }

    /// <summary>In use, bytes.</summary>
    [JsonPropertyName("mem")]
    public long? Memory { get; init; }

    [JsonPropertyName("maxmem")]
    public long? MaxMemory { get; init; }

    /// <summary>In use of the root file system, bytes.</summary>
    public long? Disk { get; init; }

    [JsonPropertyName("maxdisk")]
    public long? MaxDisk { get; init; }

    [JsonConverter(typeof(DurationSeconds))]
    public TimeSpan Uptime { get; init; }

    /// <summary>Of the certificate that its API shows; only in the list of nodes.</summary>
    [JsonPropertyName("ssl_fingerprint")]
    [JsonConverter(typeof(FingerprintText))]
    public CertificateFingerprint? Fingerprint { get; init; }
}
