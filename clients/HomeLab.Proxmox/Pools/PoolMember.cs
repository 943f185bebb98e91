namespace HomeLab.Proxmox.Pools;

/// <summary>A guest or a storage of a pool.</summary>
public sealed record PoolMember
{
    /// <summary><c>qemu/100</c>, <c>storage/pve1/local</c>.</summary>
    public required string Id { get; init; }

    /// <summary><c>qemu</c>, <c>lxc</c> or <c>storage</c>.</summary>
    public required string Type { get; init; }

    public string? Node { get; init; }

    public int? Vmid { get; init; }

    public string? Storage { get; init; }

    public string? Name { get; init; }

    public string? Status { get; init; }
}
