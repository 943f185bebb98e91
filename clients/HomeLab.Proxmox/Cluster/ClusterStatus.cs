namespace HomeLab.Proxmox.Cluster;

/// <summary>The members of a cluster as the answering host sees them.</summary>
/// <param name="Name">Null of a host that is in no cluster.</param>
/// <param name="IsQuorate">Without quorum reads work, and every write fails; a host in no cluster always has it.</param>
public sealed record ClusterStatus(string? Name, bool IsQuorate, IReadOnlyList<ClusterMember> Members);
