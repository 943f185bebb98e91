using System.Globalization;
using System.Text.RegularExpressions;
using HomeLab.Simulators.Proxmox.Http;
using HomeLab.Simulators.Proxmox.State;
using HomeLab.Simulators.Proxmox.Storages;

namespace HomeLab.Simulators.Proxmox.Guests;

/// <summary>Disks that are made, attached and let go.</summary>
static partial class Disks
{
    /// <summary>A drive's value with its volume in place: a new one for <c>storage:32</c>, the named one otherwise.</summary>
    /// <exception cref="ProxmoxRefusal">The storage or the volume is not there.</exception>
    public static (Cluster Cluster, string Value) Placed(Cluster cluster, Guest guest, string text, DateTimeOffset now)
    {
        var volume = DiskText.VolumeOf(text);
        if (volume is "none" or "cdrom" || volume.StartsWith('/'))
            return (cluster, text);
        if (Wanted().Match(volume) is { Success: true } wanted)
            return Allocated(cluster, guest, text, wanted, now);
        if (!volume.Contains(':', StringComparison.Ordinal))
            throw ProxmoxRefusal.Died($"unable to parse volume ID '{volume}'");
        StorageApi.Find(cluster, volume.Split(':')[0], guest.Node);
        var found = cluster.FindVolume(volume, guest.Node) ?? throw ProxmoxRefusal.Died($"volume '{volume}' does not exist");
        return (cluster, DiskText.OptionOf(text, "size") is null ? DiskText.With(text, "size", DiskText.Describe(found.SizeBytes)) : text);
    }

    /// <summary>What becomes of a volume that is no longer attached: it stays, unused; an unused one is removed.</summary>
    public static (Cluster Cluster, Guest Guest) Detached(Cluster cluster, Guest guest, string key, string value)
    {
        var id = DiskText.VolumeOf(value);
        if (cluster.FindVolume(id, guest.Node) is not { } volume || volume.Vmid != guest.Vmid)
            return (cluster, guest);
        if (ConfigKeys.IsUnused(key))
            return (cluster.Without(volume), guest);
        var free = Enumerable.Range(0, 256).Select(n => string.Create(CultureInfo.InvariantCulture, $"unused{n}")).First(name => guest.Config[name] is null);
        return (cluster, guest.With(free, id));
    }

    static (Cluster Cluster, string Value) Allocated(Cluster cluster, Guest guest, string text, Match wanted, DateTimeOffset now)
    {
        var storage = StorageApi.Find(cluster, wanted.Groups[1].Value, guest.Node);
        if (!storage.Holds(guest.IsQemu ? "images" : "rootdir"))
            throw ProxmoxRefusal.Died($"storage '{storage.Name}' does not support content-type '{(guest.IsQemu ? "images" : "rootdir")}'");
        var isCloudInit = wanted.Groups[2].Value == "cloudinit";
        var size = isCloudInit ? 4L << 20 : SizeOf(cluster, guest, text, wanted.Groups[2].Value);
        if (storage.OtherUseBytes + size > storage.SizeBytes)
            throw ProxmoxRefusal.Died($"unable to create image: not enough free space on storage '{storage.Name}'");
        var id = isCloudInit
            ? string.Create(CultureInfo.InvariantCulture, $"{storage.Name}:vm-{guest.Vmid}-cloudinit")
            : GuestVolumes.NextId(cluster, storage, guest, DiskText.OptionOf(text, "format"));
        var options = text.Split(',').Skip(1).Where(option => option.Split('=')[0] is not ("size" or "format" or "import-from" or "media"));
        string[] parts = [id, .. isCloudInit ? ["media=cdrom"] : options, $"size={DiskText.Describe(size)}"];
        return (cluster.With(GuestVolumes.Make(storage, guest, id, size, now)), string.Join(',', parts));
    }

    static long SizeOf(Cluster cluster, Guest guest, string text, string gib)
    {
        if (DiskText.OptionOf(text, "import-from") is { } source)
            return cluster.FindVolume(source, guest.Node)?.SizeBytes ?? throw ProxmoxRefusal.Died($"volume '{source}' does not exist");
        return (long)(double.Parse(gib, CultureInfo.InvariantCulture) * DiskText.GiB);
    }

    [GeneratedRegex(@"^([A-Za-z][A-Za-z0-9_.-]*):(\d+(?:\.\d+)?|cloudinit)\z")]
    private static partial Regex Wanted();
}
