using HomeLab.Proxmox.Values;

namespace HomeLab.Proxmox.Guests;

/// <summary>A drive, root file system or mount point as configured.</summary>
public sealed record GuestDisk
{
    /// <summary><c>scsi0</c>, <c>efidisk0</c>, <c>rootfs</c>, <c>mp0</c>, <c>unused0</c>, ….</summary>
    public required string Key { get; init; }

    /// <summary><c>local-lvm:vm-100-disk-0</c>; a path of the node where no storage is involved; null of an empty drive.</summary>
    public string? Volume { get; init; }

    /// <summary>Null of a path.</summary>
    public string? Storage => Volume is { } volume && !volume.StartsWith('/') && volume.IndexOf(':') is > 0 and var at ? volume[..at] : null;

    /// <summary>Bytes, as noted when the disk was made or resized.</summary>
    public long? Size { get; init; }

    public bool IsCdrom { get; init; }

    /// <summary>Detached and kept.</summary>
    public bool IsUnused => Key.StartsWith("unused", StringComparison.Ordinal);

    /// <summary>Within a container.</summary>
    public string? MountPath { get; init; }

    /// <summary>All options as written, such as <c>backup</c>, <c>iothread</c>, <c>shared</c>.</summary>
    public required IReadOnlyDictionary<string, string> Options { get; init; }

    internal static GuestDisk Read(string key, string text)
    {
        var disk = PropertyString.Parse(text);
        var volume = disk.Bare ?? disk["file"] ?? disk["volume"];
        return new GuestDisk
        {
            Key = key,
            Volume = volume is "none" or "cdrom" ? null : volume,
            Size = Values.Size.Parse(disk["size"]),
            IsCdrom = disk["media"] == "cdrom",
            MountPath = key == "rootfs" ? "/" : disk["mp"],
            Options = disk.Pairs.DistinctBy(pair => pair.Key).ToDictionary(),
        };
    }
}
