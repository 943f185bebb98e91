using System.Collections.Immutable;
using HomeLab.Simulators.Proxmox.Guests;

namespace HomeLab.Simulators.Proxmox.State;

/// <summary>A virtual machine or container at one moment.</summary>
sealed record Guest(int Vmid, GuestKind Kind, string Node, GuestConfig Config)
{
    public Power Power { get; init; }

    /// <summary>When it was last started; meaningless while it is stopped.</summary>
    public DateTimeOffset StartedAt { get; init; }

    /// <summary>Changed while it ran and not in force before it is started again; a null value is a removal.</summary>
    public ImmutableSortedDictionary<string, string?> Pending { get; init; } = ImmutableSortedDictionary<string, string?>.Empty;

    public ImmutableList<Snapshot> Snapshots { get; init; } = [];

    /// <summary>The snapshot that the present state comes from.</summary>
    public string? Parent { get; init; }

    public ImmutableList<GuestInterface> Interfaces { get; init; } = [];

    public bool IsAgentRunning { get; init; }

    public string? HaState { get; init; }

    public bool IsRunning => Power != Power.Stopped;

    public bool IsQemu => Kind == GuestKind.Qemu;

    public string TypeName => IsQemu ? "qemu" : "lxc";

    /// <summary>How messages call it: <c>VM</c> or <c>CT</c>.</summary>
    public string Title => IsQemu ? "VM" : "CT";

    public string ConfigFile => FileOf(Node, Kind, Vmid);

    public string? Lock => Config["lock"];

    public bool IsTemplate => Config["template"] == "1";

    public string Name => Config[IsQemu ? "name" : "hostname"] ?? (IsQemu ? $"VM {Vmid}" : $"CT{Vmid}");

    public int Cores => Config.Number("cores", 1) * (IsQemu ? Config.Number("sockets", 1) : 1);

    public long MemoryBytes => Config.Number("memory", 512) * 1024L * 1024L;

    public Guest With(string key, string? value) => this with { Config = Config.With(key, value) };

    public static string FileOf(string node, GuestKind kind, int vmid) =>
        $"nodes/{node}/{(kind == GuestKind.Qemu ? "qemu-server" : "lxc")}/{vmid}.conf";
}
