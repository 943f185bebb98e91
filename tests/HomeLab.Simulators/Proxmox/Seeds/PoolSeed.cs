namespace HomeLab.Simulators.Proxmox.Seeds;

public sealed class PoolSeed
{
    public string Name { get; init; } = "";

    public string? Comment { get; init; }

    public IReadOnlyList<string> Storages { get; init; } = [];
}
