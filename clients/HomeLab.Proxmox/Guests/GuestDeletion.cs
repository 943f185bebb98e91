using HomeLab.Proxmox.Transport;

namespace HomeLab.Proxmox.Guests;

/// <summary>What goes with a guest that is deleted. Its firewall rules and permissions always go.</summary>
public sealed record GuestDeletion
{
    /// <summary>
    /// It is taken out of backup jobs, replication and high availability; while it is in one of the latter two, it cannot be deleted
    /// otherwise.
    /// </summary>
    public bool Purges { get; init; }

    /// <summary>Also disks that bear its VMID and that its configuration does not name.</summary>
    public bool RemovesUnreferencedDisks { get; init; }

    internal Parameters ToParameters() => new()
    {
        { "purge", Purges ? true : null }, { "destroy-unreferenced-disks", RemovesUnreferencedDisks },
    };
}
