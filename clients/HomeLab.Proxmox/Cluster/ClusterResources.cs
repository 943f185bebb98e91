using HomeLab.Proxmox.Guests;
using HomeLab.Proxmox.Nodes;
using HomeLab.Proxmox.Storages;

namespace HomeLab.Proxmox.Cluster;

/// <summary>
/// Everything of a cluster in one read, as its nodes last published it: up to some ten seconds old, and only what the token may
/// audit. A guest whose node is offline has no name, only its place.
/// </summary>
public sealed record ClusterResources
{
    public required IReadOnlyList<Guest> Guests { get; init; }

    public required IReadOnlyList<Node> Nodes { get; init; }

    /// <summary>A shared storage comes once per node.</summary>
    public required IReadOnlyList<StorageResource> Storages { get; init; }

    public required IReadOnlyList<string> Pools { get; init; }
}
