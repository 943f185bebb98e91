namespace HomeLab.Proxmox.Cluster;

/// <param name="Address">Of its cluster network.</param>
/// <param name="IsLocal">It is the one that answered.</param>
public sealed record ClusterMember(string Name, int? NodeId, string? Address, bool IsOnline, bool IsLocal);
