using System.Globalization;
using HomeLab.Simulators.Proxmox.State;

namespace HomeLab.Simulators.Proxmox.Seeds;

/// <summary>Many guests, each other than the next, the same each time.</summary>
public sealed class CrowdSeed
{
    public int Nodes { get; init; }

    public int Guests { get; init; }

    internal IEnumerable<NodeSeed> MakeNodes() => Enumerable.Range(1, Nodes).Select(n => new NodeSeed
    {
        Name = NodeName(n - 1),
        Address = $"10.99.0.{n}",
        Cores = 64,
        MemoryGiB = 512,
    });

    internal IEnumerable<GuestSeed> MakeGuests() => Enumerable.Range(0, Nodes == 0 ? 0 : Guests).Select(n => new GuestSeed
    {
        Vmid = 10_000 + n,
        Kind = n % 3 == 2 ? GuestKind.Lxc : GuestKind.Qemu,
        Node = NodeName(n % Nodes),
        Name = string.Create(CultureInfo.InvariantCulture, $"guest-{n:0000}"),
        IsRunning = n % 10 != 9,
        Cores = 1 + (n % 8),
        MemoryMiB = 512 * (1 + (n % 16)),
        Address = $"10.{100 + (n / 60_000)}.{n / 250 % 250}.{1 + (n % 250)}/8",
        Tags = n % 2 == 0 ? "crowd;even" : "crowd",
    });

    static string NodeName(int index) => $"crowd{index + 1}";
}
