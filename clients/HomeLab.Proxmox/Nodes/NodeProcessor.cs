namespace HomeLab.Proxmox.Nodes;

/// <param name="Cpus">Threads of all cores.</param>
public sealed record NodeProcessor(string? Model, int? Sockets, int? Cores, int? Cpus);
