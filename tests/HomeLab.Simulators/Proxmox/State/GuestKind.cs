namespace HomeLab.Simulators.Proxmox.State;

public enum GuestKind
{
    /// <summary>A virtual machine.</summary>
    Qemu,

    /// <summary>A container.</summary>
    Lxc,
}
