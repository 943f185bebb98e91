namespace HomeLab.Simulators.Proxmox.State;

/// <param name="Id">Such as <c>local:iso/debian-12.iso</c>.</param>
/// <param name="Node">Where it is, if its storage is not shared.</param>
/// <param name="Content"><c>images</c>, <c>rootdir</c>, <c>iso</c>, <c>vztmpl</c>, <c>backup</c>…</param>
/// <param name="Format"><c>raw</c>, <c>qcow2</c>, <c>vma.zst</c>…</param>
sealed record Volume(string Id, string? Node, string Content, string Format, long SizeBytes, DateTimeOffset CreatedAt)
{
    public int? Vmid { get; init; }

    /// <summary>What a backup is of.</summary>
    public GuestKind? Kind { get; init; }

    public string? Notes { get; init; }

    public bool IsProtected { get; init; }

    /// <summary>The configuration that a backup holds.</summary>
    public Guest? Saved { get; init; }

    public string Storage => Id[..Id.IndexOf(':', StringComparison.Ordinal)];

    /// <summary>Unique within the cluster, also where nodes have files of the same name.</summary>
    public string Key => Node is null ? Id : $"{Node}/{Id}";
}
