using HomeLab.Proxmox.Cluster;

namespace HomeLab.Proxmox;

/// <summary>How to reach one cluster or one host that is in none.</summary>
public sealed record ProxmoxSettings
{
    /// <summary>At least one. The next is asked when one certainly was not reached, or a read got no answer from it.</summary>
    public required IReadOnlyList<ProxmoxEndpoint> Endpoints { get; init; }

    /// <summary>
    /// Who must answer. Null pins whoever answers first, for as long as this client lives; a single host is then not asked.
    /// </summary>
    public ClusterIdentity? ExpectedIdentity { get; init; }

    /// <summary>The longest a call takes, all hosts together. Longer than the 30 s after which Proxmox gives up on a node.</summary>
    public TimeSpan CallTimeout { get; init; } = TimeSpan.FromSeconds(35);

    /// <summary>Of a connection with its TLS handshake.</summary>
    public TimeSpan ConnectTimeout { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>Bytes, after decompression.</summary>
    public int LargestAnswer { get; init; } = 32 * 1024 * 1024;

    /// <summary>More wait for their turn, which does not count as their time: pveproxy has three workers.</summary>
    public int ConcurrentCalls { get; init; } = 4;
}
