namespace HomeLab.Proxmox.Access;

/// <summary>Of the host that answered; nodes of one cluster may differ during an upgrade.</summary>
/// <param name="Version">Such as <c>9.1.3</c>.</param>
/// <param name="Release">Such as <c>9.1</c>.</param>
public sealed record ProxmoxVersion(string Version, string? Release, string? RepoId);
