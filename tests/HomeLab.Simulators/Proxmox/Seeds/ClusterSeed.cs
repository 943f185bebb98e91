namespace HomeLab.Simulators.Proxmox.Seeds;

/// <summary>A Proxmox VE installation as it is in the beginning.</summary>
public sealed class ClusterSeed
{
    /// <summary>The cluster's name, and its part of the path.</summary>
    public string Name { get; init; } = "lab";

    public string Version { get; init; } = "9.1.3";

    /// <summary>Whether it is one host that never joined a cluster.</summary>
    public bool IsStandalone { get; init; }

    /// <summary>Whether the nodes' own ports speak TLS, with certificates by a CA of the cluster's.</summary>
    public bool IsTls { get; init; } = true;

    public IReadOnlyList<NodeSeed> Nodes { get; init; } = [];

    /// <summary>A <c>local</c> and a <c>local-lvm</c> when empty.</summary>
    public IReadOnlyList<StorageSeed> Storages { get; init; } = [];

    public IReadOnlyList<GuestSeed> Guests { get; init; } = [];

    public IReadOnlyList<VolumeSeed> Volumes { get; init; } = [];

    public IReadOnlyList<PoolSeed> Pools { get; init; } = [];

    /// <summary>Backup jobs by their own field names, <c>id</c> among them.</summary>
    public IReadOnlyList<Dictionary<string, string>> Jobs { get; init; } = [];

    /// <summary>The demo lab's when empty.</summary>
    public IReadOnlyList<UserSeed> Users { get; init; } = [];

    /// <summary>A crowd of guests and nodes besides those named.</summary>
    public CrowdSeed? Crowd { get; init; }

    internal IReadOnlyList<NodeSeed> AllNodes => [.. Nodes, .. Crowd?.MakeNodes() ?? []];

    internal IReadOnlyList<StorageSeed> AllStorages => Storages.Count > 0 ? Storages : StorageSeed.Usual;

    internal IReadOnlyList<GuestSeed> AllGuests => [.. Guests, .. Crowd?.MakeGuests() ?? []];

    internal IReadOnlyList<UserSeed> AllUsers => Users.Count > 0 ? Users : DemoCluster.Users;
}
