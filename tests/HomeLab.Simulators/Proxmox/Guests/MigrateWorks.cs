using HomeLab.Simulators.Proxmox.State;
using HomeLab.Simulators.Proxmox.Storages;
using HomeLab.Simulators.Proxmox.Tasks;

namespace HomeLab.Simulators.Proxmox.Guests;

static class MigrateWorks
{
    public static IEnumerable<KeyValuePair<string, Work>> All { get; } =
    [
        new("qmigrate", new Work(Migrate) { Begin = Begin, Abandon = GuestLock.Release, Killed = (cluster, _) => cluster }),
        new("vzmigrate", new Work(Migrate) { Begin = Begin, Abandon = GuestLock.Release, Killed = (cluster, _) => cluster }),
    ];

    static Cluster Begin(Cluster cluster, WorkerTask task)
    {
        var guest = GuestLock.Free(cluster, task);
        // A container's disks move with it; a machine's only when asked.
        if (guest.IsQemu && !task.Asks("with-local-disks") && guest.IsRunning && guest.Config.Disks.FirstOrDefault(disk => MigrateApi.IsLocal(cluster, disk.Value)) is { Key: not null } local)
            throw new WorkFailure($"migration aborted: can't migrate local disk '{DiskText.VolumeOf(local.Value)}': can't live migrate attached local disks without with-local-disks option");
        return cluster.With(guest.With("lock", "migrate"));
    }

    static Cluster Migrate(Cluster cluster, WorkerTask task)
    {
        var guest = GuestLock.Guest(cluster, task);
        var target = task.Argument("target")!;
        if (cluster.FindNode(target) is not { IsOnline: true })
            throw new WorkFailure($"migration aborted: no route to host '{target}'");
        var moved = (guest with { Node = target, StartedAt = task.Asks("restart") ? task.Due : guest.StartedAt }).With("lock", null);
        return GuestVolumes.Of(cluster, guest).Where(volume => volume.Node is not null)
            .Aggregate(cluster.With(moved), (state, volume) => state.Without(volume).With(volume with { Node = target }));
    }
}
