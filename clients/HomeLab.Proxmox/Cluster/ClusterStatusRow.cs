namespace HomeLab.Proxmox.Cluster;

/// <summary>Cluster and nodes come in one list; a host in no cluster has a single node and no cluster in it.</summary>
sealed record ClusterStatusRow
{
    public string? Type { get; init; }

    public string Name { get; init; } = "";

    public bool Quorate { get; init; }

    public int? NodeId { get; init; }

    public string? Ip { get; init; }

    public bool Online { get; init; }

    public bool Local { get; init; }
}
