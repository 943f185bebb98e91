namespace HomeLab.Simulators.Proxmox.Seeds;

/// <summary>A network interface as seen inside the guest.</summary>
public sealed class InterfaceSeed
{
    public string Name { get; init; } = "eth0";

    /// <summary>Null: the one in the guest's configuration.</summary>
    public string? Mac { get; init; }

    /// <summary>With prefix lengths.</summary>
    public IReadOnlyList<string> Addresses { get; init; } = [];
}
