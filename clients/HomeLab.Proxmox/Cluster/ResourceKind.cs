namespace HomeLab.Proxmox.Cluster;

/// <summary>What the cluster's list can be narrowed to.</summary>
public enum ResourceKind
{
    All,

    /// <summary>QEMU and LXC guests.</summary>
    Vm,

    Storage,

    Node,
}
