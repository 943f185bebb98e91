namespace HomeLab.Proxmox.Pools;

/// <summary>A guest or a storage of a pool.</summary>
/// <param name="Type"><c>qemu</c>, <c>lxc</c> or <c>storage</c>.</param>
public sealed record PoolMember(string Id, string Type, string? Node, int? Vmid, string? Storage, string? Name, string? Status);
