using HomeLab.Proxmox.Transport;

namespace HomeLab.Proxmox.Guests;

/// <summary>A guest to make from a backup.</summary>
public sealed record RestoreRequest
{
    /// <summary>The backup's volume id.</summary>
    public required string Archive { get; init; }

    /// <summary>Overwrites the guest that has the VMID.</summary>
    public bool Overwrites { get; init; }

    public string? Storage { get; init; }

    /// <summary>New MACs, so that the copy can run beside its original.</summary>
    public bool IsUnique { get; init; }

    public string? Pool { get; init; }

    public bool Starts { get; init; }

    /// <summary>KiB/s.</summary>
    public long? BandwidthLimit { get; init; }

    internal Parameters ToParameters(GuestReference guest)
    {
        Parameters parameters = new() { { "vmid", guest.Vmid }, { guest.Kind == GuestKind.Lxc ? "ostemplate" : "archive", Archive } };
        parameters.Add("restore", guest.Kind == GuestKind.Lxc ? true : null);
        parameters.Add("force", Flag(Overwrites));
        parameters.Add("unique", Flag(IsUnique));
        parameters.Add("start", Flag(Starts));
        parameters.Add("storage", Storage);
        parameters.Add("pool", Pool);
        parameters.Add("bwlimit", BandwidthLimit);
        return parameters;
    }

    static bool? Flag(bool value) => value ? true : null;
}
