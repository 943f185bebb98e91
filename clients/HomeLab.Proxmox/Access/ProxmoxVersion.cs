namespace HomeLab.Proxmox.Access;

/// <summary>Of the host that answered; nodes of one cluster may differ during an upgrade.</summary>
public sealed record ProxmoxVersion
{
    /// <summary>Such as <c>9.1.3</c>.</summary>
    public required string Version { get; init; }

    /// <summary>Such as <c>9.1</c>.</summary>
    public string? Release { get; init; }

    public string? RepoId { get; init; }
}
