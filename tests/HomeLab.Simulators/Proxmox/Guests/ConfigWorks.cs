using System.Collections.Immutable;
using HomeLab.Simulators.Proxmox.Http;
using HomeLab.Simulators.Proxmox.State;
using HomeLab.Simulators.Proxmox.Tasks;

namespace HomeLab.Simulators.Proxmox.Guests;

static class ConfigWorks
{
    public static IEnumerable<KeyValuePair<string, Work>> All { get; } =
    [
        new("qmconfig", new Work(Configure)),
        new("resize", new Work(Resize) { Begin = BeginResize }),
        new("qmtemplate", new Work(MakeTemplate)),
        new("vztemplate", new Work(MakeTemplate)),
    ];

    static Cluster Configure(Cluster cluster, WorkerTask task)
    {
        var guest = GuestLock.Free(cluster, task);
        try
        {
            return ConfigChange.Apply(cluster, guest, task.Arguments, task.Argument("delete"), task.Argument("revert"), task.Due);
        }
        catch (ProxmoxRefusal refusal)
        {
            throw new WorkFailure(refusal.Message);
        }
    }

    static Cluster BeginResize(Cluster cluster, WorkerTask task)
    {
        var guest = GuestLock.Free(cluster, task);
        if (task.Argument("digest") is { } digest && digest != guest.Config.Digest)
            throw new WorkFailure("checksum mismatch (file change by other user?)");
        var (disk, size) = (task.Argument("disk")!, Wanted(guest, task));
        if (size < DiskText.SizeOf(DiskText.OptionOf(guest.Config[disk]!, "size")))
            throw new WorkFailure(guest.IsQemu ? "shrinking disks is not supported" : "unable to shrink disk size");
        if (!guest.IsQemu && size == DiskText.SizeOf(DiskText.OptionOf(guest.Config[disk]!, "size")))
            throw new WorkFailure("disk is already at specified size");
        return cluster;
    }

    static Cluster Resize(Cluster cluster, WorkerTask task)
    {
        var guest = GuestLock.Guest(cluster, task);
        var (disk, size) = (task.Argument("disk")!, Wanted(guest, task));
        var value = guest.Config[disk]!;
        var after = cluster.With(guest.With(disk, DiskText.With(value, "size", DiskText.Describe(size))));
        return cluster.FindVolume(DiskText.VolumeOf(value), guest.Node) is { } volume ? after.With(volume with { SizeBytes = size }) : after;
    }

    static long Wanted(Guest guest, WorkerTask task)
    {
        var (disk, size) = (task.Argument("disk")!, task.Argument("size")!);
        if (guest.Config[disk] is not { } value)
            throw new WorkFailure($"disk '{disk}' does not exist");
        if (value.Contains("media=cdrom", StringComparison.Ordinal))
            throw new WorkFailure("you can't resize a cdrom");
        var bytes = DiskText.SizeOf(size.TrimStart('+'))!.Value;
        return size.StartsWith('+') ? bytes + (DiskText.SizeOf(DiskText.OptionOf(value, "size")) ?? 0) : bytes;
    }

    static Cluster MakeTemplate(Cluster cluster, WorkerTask task)
    {
        var guest = GuestLock.Guest(cluster, task).With("template", "1");
        return guest.Config.Disks.ToImmutableList().Aggregate(cluster.With(guest), (state, disk) => Based(state, guest.Vmid, disk.Key, disk.Value));
    }

    /// <summary>A template's disks are called base volumes, since clones may stand on them.</summary>
    static Cluster Based(Cluster cluster, int vmid, string key, string value)
    {
        var guest = cluster.FindGuest(vmid)!;
        var id = DiskText.VolumeOf(value);
        if (cluster.FindVolume(id, guest.Node) is not { } volume)
            return cluster;
        var renamed = id.Replace($"vm-{vmid}-", $"base-{vmid}-", StringComparison.Ordinal);
        return cluster.Without(volume).With(volume with { Id = renamed }).With(guest.With(key, value.Replace(id, renamed, StringComparison.Ordinal)));
    }
}
