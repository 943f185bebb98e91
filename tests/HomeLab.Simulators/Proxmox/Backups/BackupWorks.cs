using System.Collections.Immutable;
using System.Globalization;
using HomeLab.Simulators.Proxmox.Guests;
using HomeLab.Simulators.Proxmox.State;
using HomeLab.Simulators.Proxmox.Storages;
using HomeLab.Simulators.Proxmox.Tasks;

namespace HomeLab.Simulators.Proxmox.Backups;

/// <summary>Guests one after the other; one that fails does not keep the others from it, and a killed job leaves its lock behind.</summary>
static class BackupWorks
{
    public static IEnumerable<KeyValuePair<string, Work>> All { get; } =
    [
        new("vzdump", new Work(BackUp) { Begin = Begin, Abandon = Unlock, Killed = (cluster, _) => cluster, Log = (_, task) => [$"INFO: starting new backup job: vzdump {task.Argument("guests")} --storage {task.Argument("storage")}"] }),
    ];

    static IEnumerable<int> Chosen(WorkerTask task) => task.Argument("guests")!.Split(',').Select(text => int.Parse(text, CultureInfo.InvariantCulture));

    static Cluster Begin(Cluster cluster, WorkerTask task) => Chosen(task).Select(cluster.FindGuest).OfType<Guest>()
        .Where(guest => guest.Lock is null && guest.Node == task.Node)
        .Aggregate(cluster, (state, guest) => state.With(guest.With("lock", "backup")));

    static Cluster Unlock(Cluster cluster, WorkerTask task) => Chosen(task).Select(cluster.FindGuest).OfType<Guest>()
        .Where(guest => guest.Lock == "backup")
        .Aggregate(cluster, (state, guest) => state.With(guest.With("lock", null)));

    static Cluster BackUp(Cluster cluster, WorkerTask task)
    {
        var (after, hasFailed) = (cluster, false);
        var log = task.Log.ToBuilder();
        foreach (var vmid in Chosen(task))
        {
            var why = WhyNot(after, task, vmid);
            if (why is null)
                after = BackUp(after, task, after.FindGuest(vmid)!, log);
            else
                log.Add($"ERROR: Backup of {after.FindGuest(vmid)?.Title ?? "VM"} {vmid} failed - {why}");
            hasFailed |= why is not null;
        }

        log.Add(hasFailed ? "INFO: Backup job finished with errors" : "INFO: Backup job finished successfully");
        after = Unlock(after, task);
        after = after with { Running = after.Running.Replace(after.Running.Find(one => one.Upid == task.Upid)!, task with { Log = log.ToImmutable(), Failure = hasFailed ? "job errors" : null }) };
        return after;
    }

    static string? WhyNot(Cluster cluster, WorkerTask task, int vmid) => cluster.FindGuest(vmid) switch
    {
        null => $"unable to find {(vmid > 0 ? "VM" : "CT")} '{vmid}'",
        { Lock: { } held } guest when held != "backup" => $"{guest.Title} is locked ({held})",
        var guest when guest.Node != task.Node => $"{guest.Title} {vmid} is not on this node",
        _ when cluster.FindStorage(task.Argument("storage")!) is not { IsActive: true } => $"storage '{task.Argument("storage")}' is not online",
        _ => null,
    };

    static Cluster BackUp(Cluster cluster, WorkerTask task, Guest guest, ImmutableList<string>.Builder log)
    {
        var storage = cluster.FindStorage(task.Argument("storage")!)!;
        var size = Math.Max(1 << 20, guest.Config.Disks.Sum(disk => DiskText.SizeOf(DiskText.OptionOf(disk.Value, "size")) ?? 0) / 20);
        var volume = BackupVolumes.Of(storage, storage.IsShared ? null : task.Node, guest, task.Argument("compress") ?? "0", task.StartedAt, size) with
        {
            Notes = Notes(cluster, task, guest),
            IsProtected = task.Asks("protected"),
        };
        log.Add($"INFO: Starting Backup of {guest.Title} {guest.Vmid} ({guest.TypeName})");
        log.Add($"INFO: backup mode: {(guest.IsRunning ? task.Argument("mode") ?? "snapshot" : "stop")}");
        log.Add($"INFO: creating vzdump archive '/mnt/pve/{volume.Id.Replace(':', '/')}'");
        log.Add(string.Create(CultureInfo.InvariantCulture, $"INFO: archive file size: {(double)size / DiskText.GiB:0.00}GB"));
        var after = Pruned(cluster.With(volume), task, storage, guest);
        log.Add($"INFO: Finished Backup of {guest.Title} {guest.Vmid} ({task.Due - task.StartedAt:hh\\:mm\\:ss})");
        return after;
    }

    static string? Notes(Cluster cluster, WorkerTask task, Guest guest) => task.Argument("notes-template")?
        .Replace("{{cluster}}", cluster.Name, StringComparison.Ordinal)
        .Replace("{{guestname}}", guest.Name, StringComparison.Ordinal)
        .Replace("{{node}}", guest.Node, StringComparison.Ordinal)
        .Replace("{{vmid}}", guest.Vmid.ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal)
        .Replace("\\n", "\n", StringComparison.Ordinal);

    static Cluster Pruned(Cluster cluster, WorkerTask task, Storage storage, Guest guest) => task.Argument("prune-backups") is not { } rules
        ? cluster
        : Pruning.Marks(cluster.VolumesOn(storage, task.Node).Where(volume => volume.Content == "backup" && volume.Vmid == guest.Vmid), rules)
            .Where(mark => mark.Mark == "remove").Aggregate(cluster, (state, mark) => state.Without(mark.Volume));
}
