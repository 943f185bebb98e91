namespace HomeLab.Proxmox.Cluster;

/// <summary>Tells one cluster, or host that is in none, from another.</summary>
/// <param name="Name">The cluster's name; of a host in none that of its node.</param>
/// <param name="Authority">
/// The fingerprint of the certificate authority that every cluster makes for itself, which its nodes share and which stays when
/// a single host becomes a cluster. Null when it could not be seen.
/// </param>
public sealed record ClusterIdentity(string Name, CertificateFingerprint? Authority)
{
    /// <summary>By authority; by name alone only while one of the authorities is not known.</summary>
    public bool IsSame(ClusterIdentity other) =>
        Authority is not null && other.Authority is not null ? Authority == other.Authority : Name == other.Name;

    public override string ToString() => Authority is null ? Name : $"{Name} ({Authority})";
}
