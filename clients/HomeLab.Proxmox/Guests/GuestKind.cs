using System.Text.Json.Serialization;

namespace HomeLab.Proxmox.Guests;

[JsonConverter(typeof(GuestKindText))]
public enum GuestKind
{
    /// <summary>A virtual machine.</summary>
    Qemu,

    /// <summary>A container.</summary>
    Lxc,
}
