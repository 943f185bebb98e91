namespace HomeLab.Simulators.Proxmox.State;

/// <param name="Id">As in corosync's list, from 1.</param>
/// <param name="Certificate">The certificate that its port shows, and its key.</param>
sealed record Node(string Name, int Id, string Address, int Cores, int MemoryGiB, int DiskGiB, DateTimeOffset StartedAt, Certificate Certificate)
{
    public bool IsOnline { get; init; } = true;
}
