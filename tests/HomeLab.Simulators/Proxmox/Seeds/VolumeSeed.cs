using HomeLab.Simulators.Proxmox.State;

namespace HomeLab.Simulators.Proxmox.Seeds;

/// <summary>A file or backup that is on a storage.</summary>
public sealed class VolumeSeed
{
    /// <summary>Such as <c>local:iso/debian-12.iso</c>; for a backup the storage alone is enough, such as <c>local</c>.</summary>
    public string Volume { get; init; } = "";

    /// <summary>The guest that a backup is of; null: no backup.</summary>
    public int? Vmid { get; init; }

    public GuestKind Kind { get; init; }

    /// <summary>How long before the simulators' start it was made, in hours.</summary>
    public double AgeHours { get; init; } = 24;

    public double SizeGiB { get; init; } = 1;

    public string? Notes { get; init; }

    public bool IsProtected { get; init; }

    /// <summary>The node it is on, where the storage is not shared; the first unless told.</summary>
    public string? Node { get; init; }
}
