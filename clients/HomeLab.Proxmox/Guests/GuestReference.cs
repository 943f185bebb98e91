namespace HomeLab.Proxmox.Guests;

/// <summary>
/// Where a guest is. A VMID is unique in its cluster at any one time, and given out again at once when its guest is deleted:
/// before something is destroyed, what is there now has to be looked at.
/// </summary>
public readonly record struct GuestReference(string Node, GuestKind Kind, int Vmid)
{
    internal string KindSegment => Kind == GuestKind.Lxc ? "lxc" : "qemu";

    /// <summary><c>pve1/qemu/100</c>.</summary>
    public override string ToString() => $"{Node}/{KindSegment}/{Vmid}";
}
