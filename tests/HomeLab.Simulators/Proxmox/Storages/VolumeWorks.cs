using System.Globalization;
using HomeLab.Simulators.Proxmox.Backups;
using HomeLab.Simulators.Proxmox.State;
using HomeLab.Simulators.Proxmox.Tasks;

namespace HomeLab.Simulators.Proxmox.Storages;

static class VolumeWorks
{
    public static IEnumerable<KeyValuePair<string, Work>> All { get; } =
    [
        new("imgdel", new Work(Delete) { Begin = Begin }),
        new("prunebackups", new Work(Prune)),
    ];

    public static IEnumerable<Volume> Backups(Cluster cluster, Storage storage, string node, string? type, string? vmid) =>
        cluster.VolumesOn(storage, node).Where(volume => volume.Content == "backup")
            .Where(volume => type is null || volume.Kind == (type == "qemu" ? GuestKind.Qemu : GuestKind.Lxc))
            .Where(volume => vmid is null || volume.Vmid == int.Parse(vmid, CultureInfo.InvariantCulture));

    static Cluster Begin(Cluster cluster, WorkerTask task)
    {
        var volume = Find(cluster, task);
        return volume.IsProtected
            ? throw new WorkFailure($"cannot remove protected volume '{volume.Id[(volume.Storage.Length + 1)..]}' on '{volume.Storage}'")
            : cluster;
    }

    static Cluster Delete(Cluster cluster, WorkerTask task) => cluster.Without(Find(cluster, task));

    static Volume Find(Cluster cluster, WorkerTask task) =>
        cluster.FindVolume(task.Argument("volume")!, task.Node) ?? throw new WorkFailure($"volume '{task.Argument("volume")}' does not exist");

    static Cluster Prune(Cluster cluster, WorkerTask task)
    {
        var storage = cluster.FindStorage(task.Argument("storage")!) ?? throw new WorkFailure($"storage '{task.Argument("storage")}' does not exist");
        return Pruning.Marks(Backups(cluster, storage, task.Node, task.Argument("type"), task.Argument("vmid")), task.Argument("prune-backups") ?? "keep-all=1")
            .Where(mark => mark.Mark == "remove").Aggregate(cluster, (state, mark) => state.Without(mark.Volume));
    }
}
