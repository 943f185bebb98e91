using System.Text.Json.Serialization;
using HomeLab.Proxmox.Values;

namespace HomeLab.Proxmox.Backups;

[JsonConverter(typeof(LenientEnum<BackupMode>))]
public enum BackupMode
{
    /// <summary>While it runs; the default.</summary>
    Snapshot,

    Suspend,

    /// <summary>The guest is shut down for it and started again.</summary>
    Stop,
}
