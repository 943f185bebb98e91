using HomeLab.Simulators.Proxmox.State;

namespace HomeLab.Simulators.Proxmox.Seeds;

/// <summary>A virtual machine or a container.</summary>
public sealed class GuestSeed
{
    public int Vmid { get; init; }

    public GuestKind Kind { get; init; }

    public string Node { get; init; } = "";

    public string Name { get; init; } = "";

    public bool IsRunning { get; init; } = true;

    public int Cores { get; init; } = 2;

    public int MemoryMiB { get; init; } = 2048;

    public int DiskGiB { get; init; } = 32;

    public string Storage { get; init; } = "local-lvm";

    /// <summary>Semicolon-separated.</summary>
    public string Tags { get; init; } = "";

    public string? Pool { get; init; }

    /// <summary>With prefix length, such as <c>192.0.2.10/24</c>, on <c>eth0</c>. A container has it in its configuration, a virtual machine tells it through its agent.</summary>
    public string? Address { get; init; }

    /// <summary>Whether a virtual machine's agent is installed and answers.</summary>
    public bool HasAgent { get; init; } = true;

    /// <summary>Interfaces inside the guest besides loopback and the one with <see cref="Address"/>.</summary>
    public IReadOnlyList<InterfaceSeed> Interfaces { get; init; } = [];

    /// <summary>Configuration by its own keys, over what the rest of the seed says. An empty value removes a key.</summary>
    public IReadOnlyDictionary<string, string> Config { get; init; } = new Dictionary<string, string>();

    public IReadOnlyList<string> Snapshots { get; init; } = [];

    /// <summary>State of the HA resource; null: not managed.</summary>
    public string? HaState { get; init; }
}
