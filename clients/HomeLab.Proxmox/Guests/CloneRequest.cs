using HomeLab.Proxmox.Transport;

namespace HomeLab.Proxmox.Guests;

/// <summary>A copy to make. It gets new MACs, no snapshots, and is locked until it is whole.</summary>
public sealed record CloneRequest
{
    public required int NewVmid { get; init; }

    /// <summary>Of a container its host name.</summary>
    public string? Name { get; init; }

    public string? Description { get; init; }

    public string? Pool { get; init; }

    public string? Snapshot { get; init; }

    /// <summary>Null: full of a guest, linked of a template. A linked one takes neither storage nor format.</summary>
    public bool? IsFull { get; init; }

    public string? Storage { get; init; }

    /// <summary><c>raw</c>, <c>qcow2</c>, <c>vmdk</c>.</summary>
    public string? Format { get; init; }

    /// <summary>Another node, which needs shared storage.</summary>
    public string? TargetNode { get; init; }

    internal Parameters ToParameters(GuestKind kind) => new()
    {
        { "newid", NewVmid }, { kind == GuestKind.Lxc ? "hostname" : "name", Name }, { "description", Description }, { "pool", Pool },
        { "snapname", Snapshot }, { "full", IsFull }, { "storage", Storage }, { "format", Format }, { "target", TargetNode },
    };
}
