namespace HomeLab.Simulators.Proxmox.State;

/// <summary>An installation as its file holds it.</summary>
sealed record StoredCluster(int Version, Cluster Cluster)
{
    public const int CurrentVersion = 1;
}
