using System.Text.Json.Serialization;
using HomeLab.Proxmox.Values;

namespace HomeLab.Proxmox.Guests;

/// <summary>Whether there is a process; a guest that is paused has one.</summary>
[JsonConverter(typeof(LenientEnum<GuestState>))]
public enum GuestState
{
    /// <summary>Its node is offline, or has not reported since the guest was made.</summary>
    Unknown,
    Running,
    Stopped,
}
