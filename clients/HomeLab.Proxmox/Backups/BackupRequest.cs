using HomeLab.Proxmox.Transport;

namespace HomeLab.Proxmox.Backups;

/// <summary>A backup to take now; what is null takes the node's default.</summary>
public sealed record BackupRequest
{
    public required IReadOnlyList<int> Vmids { get; init; }

    public required string Storage { get; init; }

    public BackupMode Mode { get; init; }

    /// <summary><c>0</c>, <c>gzip</c>, <c>lzo</c>, <c>zstd</c>; a Proxmox Backup Server ignores it.</summary>
    public string? Compress { get; init; }

    /// <summary>May hold <c>{{cluster}}</c>, <c>{{guestname}}</c>, <c>{{node}}</c>, <c>{{vmid}}</c>; others are refused.</summary>
    public string? Notes { get; init; }

    public bool? IsProtected { get; init; }

    /// <summary>Null prunes by the storage's own, if it has any and <see cref="Prunes"/>; needs Datastore.Allocate.</summary>
    public Retention? Retention { get; init; }

    /// <summary>Old backups of the same guests are pruned afterwards. Proxmox would by default.</summary>
    public bool Prunes { get; init; }

    /// <summary>KiB/s; needs Sys.Modify.</summary>
    public long? BandwidthLimit { get; init; }

    // The template is one line, in which a backslash can only begin \n and \\.
    internal Parameters ToParameters() => new()
    {
        { "vmid", Vmids },
        { "storage", Storage },
        { "mode", Mode switch { BackupMode.Stop => "stop", BackupMode.Suspend => "suspend", _ => "snapshot" } },
        { "compress", Compress },
        { "notes-template", Notes?.Replace("\\", "\\\\").ReplaceLineEndings("\\n") },
        { "protected", IsProtected },
        { "prune-backups", Retention?.ToString() },
        { "remove", Prunes },
        { "bwlimit", BandwidthLimit },
    };
}
