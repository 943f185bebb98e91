namespace HomeLab.Simulators.Proxmox.Seeds;

public sealed class NodeSeed
{
    public string Name { get; init; } = "";

    public string Address { get; init; } = "192.0.2.1";

    public int Cores { get; init; } = 8;

    public int MemoryGiB { get; init; } = 32;

    public int DiskGiB { get; init; } = 100;

    public bool IsOnline { get; init; } = true;

    public double UptimeSeconds { get; init; } = 864_000;

    /// <summary>A port on loopback that is this node's 8006; 0: a free one, null: none.</summary>
    public int? Port { get; init; }
}
