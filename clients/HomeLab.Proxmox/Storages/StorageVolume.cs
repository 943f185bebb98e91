using System.Text.Json.Serialization;
using HomeLab.Proxmox.Backups;
using HomeLab.Proxmox.Guests;

namespace HomeLab.Proxmox.Storages;

/// <summary>A volume of a storage: a disk, an ISO image, a template, a backup.</summary>
public sealed record StorageVolume
{
    /// <summary><c>local-lvm:vm-100-disk-0</c>, <c>local:backup/vzdump-…</c>.</summary>
    [JsonPropertyName("volid")]
    public required string Id { get; init; }

    /// <summary><c>images</c>, <c>rootdir</c>, <c>iso</c>, <c>vztmpl</c>, <c>backup</c>, <c>snippets</c>, <c>import</c>.</summary>
    public string? Content { get; init; }

    /// <summary><c>raw</c>, <c>qcow2</c>, <c>iso</c>, <c>vma.zst</c>, <c>pbs-vm</c>, ….</summary>
    public string? Format { get; init; }

    /// <summary>Null of what is no guest's.</summary>
    public int? Vmid { get; init; }

    [JsonPropertyName("subtype")]
    public GuestKind? BackupKind { get; init; }

    [JsonPropertyName("ctime")]
    public DateTimeOffset? CreatedAt { get; init; }

    /// <summary>Bytes. Of a backup on a Proxmox Backup Server that of the disks, not of what is stored; 1 when not known.</summary>
    public long Size { get; init; }

    /// <summary>The volume that this is a linked clone of.</summary>
    public string? Parent { get; init; }

    /// <summary>Of a backup, the first line alone: <see cref="VolumeAttributes"/> has them whole.</summary>
    public string? Notes { get; init; }

    /// <summary>A backup that neither pruning nor a delete removes.</summary>
    [JsonPropertyName("protected")]
    public bool IsProtected { get; init; }

    /// <summary>By a Proxmox Backup Server; null when it never was.</summary>
    public BackupVerification? Verification { get; init; }

    /// <summary>The key's fingerprint when it is encrypted on a Proxmox Backup Server.</summary>
    public string? Encrypted { get; init; }

    /// <summary>What the name of a backup says; null of other volumes and other names.</summary>
    [JsonIgnore]
    public BackupArchive? Archive => Content == "backup" && BackupArchive.TryParse(Id, out var archive) ? archive : null;
}
