using HomeLab.Simulators.Proxmox.State;
using HomeLab.Simulators.Proxmox.Tasks;

namespace HomeLab.Simulators.Proxmox.Snapshots;

/// <summary>Snapshots taken, removed and gone back to; locks and the rest are found out by the task.</summary>
static class SnapshotWorks
{
    public static IEnumerable<KeyValuePair<string, Work>> All { get; } = new[] { "qm", "vz" }.SelectMany(prefix => new KeyValuePair<string, Work>[]
    {
        new(prefix + "snapshot", new Work(Take) { Begin = BeginTake, Abandon = GuestLock.Release, Killed = KeepLock }),
        new(prefix + "delsnapshot", new Work(Remove) { Begin = (cluster, task) => BeginOn(cluster, task, "snapshot-delete"), Abandon = GuestLock.Release, Killed = KeepLock }),
        new(prefix + "rollback", new Work(Rollback) { Begin = (cluster, task) => BeginOn(cluster, task, "rollback"), Abandon = GuestLock.Release, Killed = KeepLock }),
    });

    static Cluster KeepLock(Cluster cluster, WorkerTask task) => cluster;

    static Cluster BeginTake(Cluster cluster, WorkerTask task)
    {
        var guest = GuestLock.Free(cluster, task);
        if (guest.IsTemplate)
            throw new WorkFailure("you can't take a snapshot if it's a template");
        if (guest.Snapshots.Exists(snapshot => snapshot.Name == task.Argument("name")))
            throw new WorkFailure($"snapshot name '{task.Argument("name")}' already used");
        return cluster.With(guest.With("lock", "snapshot"));
    }

    static Cluster BeginOn(Cluster cluster, WorkerTask task, string held)
    {
        var guest = GuestLock.Free(cluster, task);
        return guest.Snapshots.Exists(snapshot => snapshot.Name == task.Argument("name"))
            ? cluster.With(guest.With("lock", held))
            : throw new WorkFailure($"snapshot '{task.Argument("name")}' does not exist");
    }

    static Cluster Take(Cluster cluster, WorkerTask task)
    {
        var guest = GuestLock.Guest(cluster, task).With("lock", null);
        var snapshot = new Snapshot(task.Argument("name")!, task.Argument("description")!, task.StartedAt, task.Asks("vmstate"), guest.Parent, guest.Config);
        return cluster.With(guest with { Snapshots = guest.Snapshots.Add(snapshot), Parent = snapshot.Name });
    }

    static Cluster Remove(Cluster cluster, WorkerTask task)
    {
        var guest = GuestLock.Guest(cluster, task).With("lock", null);
        var gone = guest.Snapshots.Find(snapshot => snapshot.Name == task.Argument("name"))!;
        return cluster.With(guest with
        {
            Snapshots = [.. guest.Snapshots.Remove(gone).Select(snapshot => snapshot.Parent == gone.Name ? snapshot with { Parent = gone.Parent } : snapshot)],
            Parent = guest.Parent == gone.Name ? gone.Parent : guest.Parent,
        });
    }

    static Cluster Rollback(Cluster cluster, WorkerTask task)
    {
        var guest = GuestLock.Guest(cluster, task);
        var snapshot = guest.Snapshots.Find(one => one.Name == task.Argument("name"))!;
        var runs = snapshot.HasMemory || task.Asks("start");
        return cluster.With(guest with
        {
            Config = snapshot.Config,
            Pending = guest.Pending.Clear(),
            Parent = snapshot.Name,
            Power = runs ? Power.Running : Power.Stopped,
            StartedAt = runs ? task.Due : guest.StartedAt,
        });
    }
}
