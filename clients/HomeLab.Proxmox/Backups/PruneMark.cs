using System.Text.Json.Serialization;
using HomeLab.Proxmox.Values;

namespace HomeLab.Proxmox.Backups;

[JsonConverter(typeof(LenientEnum<PruneMark>))]
public enum PruneMark
{
    Unknown,
    Keep,
    Remove,
    Protected,

    /// <summary>Its name is not one that vzdump gives, so it is never pruned.</summary>
    Renamed,
}
