using System.Globalization;
using HomeLab.Simulators.Proxmox.Guests;
using HomeLab.Simulators.Proxmox.State;

namespace HomeLab.Simulators.Proxmox.Storages;

/// <summary>Disks of guests as volumes of a storage.</summary>
static class GuestVolumes
{
    /// <summary>The volume that a disk's value names; null when its storage is unknown.</summary>
    public static Volume? Described(Cluster cluster, Guest guest, string disk, DateTimeOffset at)
    {
        var id = DiskText.VolumeOf(disk);
        if (!id.Contains(':', StringComparison.Ordinal) || cluster.FindStorage(id.Split(':')[0]) is not { } storage)
            return null;
        return Make(storage, guest, id, DiskText.SizeOf(DiskText.OptionOf(disk, "size")) ?? DiskText.GiB, at);
    }

    public static Volume Make(Storage storage, Guest guest, string id, long sizeBytes, DateTimeOffset at) => new(
        id, storage.IsShared ? null : guest.Node, guest.IsQemu ? "images" : "rootdir", id.EndsWith(".qcow2", StringComparison.Ordinal) ? "qcow2" : "raw", sizeBytes, at)
    {
        Vmid = guest.Vmid,
    };

    /// <summary>A name that no other volume of the guest has there.</summary>
    public static string NextId(Cluster cluster, Storage storage, Guest guest, string? format = null)
    {
        for (var n = 0; ; n++)
        {
            var name = string.Create(CultureInfo.InvariantCulture, $"vm-{guest.Vmid}-disk-{n}");
            var id = storage.IsFileBased
                ? string.Create(CultureInfo.InvariantCulture, $"{storage.Name}:{guest.Vmid}/{name}.{format ?? (guest.IsQemu ? "qcow2" : "raw")}")
                : $"{storage.Name}:{name}";
            if (cluster.FindVolume(id, guest.Node) is null)
                return id;
        }
    }

    public static IEnumerable<Volume> Of(Cluster cluster, Guest guest) =>
        cluster.Volumes.Values.Where(volume => volume.Vmid == guest.Vmid && volume.Content is ("images" or "rootdir"));
}
