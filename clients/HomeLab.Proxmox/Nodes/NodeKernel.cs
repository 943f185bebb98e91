namespace HomeLab.Proxmox.Nodes;

/// <param name="Release">Such as <c>6.14.8-2-pve</c>.</param>
public sealed record NodeKernel(string? SysName, string? Release, string? Version, string? Machine);
