using HomeLab.Simulators.Proxmox.Backups;
using HomeLab.Simulators.Proxmox.Guests;
using HomeLab.Simulators.Proxmox.Snapshots;
using HomeLab.Simulators.Proxmox.State;
using HomeLab.Simulators.Proxmox.Storages;

namespace HomeLab.Simulators.Proxmox.Tasks;

/// <summary>All types of task, and how they end.</summary>
static class Works
{
    /// <summary>An argument that says that nothing of the work was seen, so that nothing has to be undone.</summary>
    public const string NeverBegan = "_neverBegan";

    const int RememberedTasks = 1000;

    static readonly Dictionary<string, Work> ByType = new IEnumerable<KeyValuePair<string, Work>>[]
    {
        PowerWorks.All, CreateWorks.All, CloneWorks.All, ConfigWorks.All, DestroyWorks.All, MigrateWorks.All,
        SnapshotWorks.All, BackupWorks.All, VolumeWorks.All,
    }.SelectMany(all => all).ToDictionary();

    public static Work Of(string type) => ByType[type];

    public static Cluster Finish(Cluster cluster, WorkerTask task)
    {
        var warnings = task.Failure?.StartsWith("WARNINGS: ", StringComparison.Ordinal) == true;
        if (task.Failure is { } failure && !warnings)
            return End(Undone(cluster, task), task, failure);
        try
        {
            var after = Of(task.Type).Finish(cluster, task);
            // A job may go to its end and say on the way that not all of it went well.
            var noted = after.Running.Find(other => other.Upid == task.Upid)?.Failure;
            return End(after, task, noted ?? "OK");
        }
        catch (WorkFailure unexpected)
        {
            return End(Of(task.Type).Abandon(cluster, task), task, unexpected.Message);
        }
    }

    public static Cluster Kill(Cluster cluster, WorkerTask task, DateTimeOffset now) =>
        End((Of(task.Type).Killed ?? Of(task.Type).Abandon)(cluster, task), task with { Due = now }, "interrupted by signal");

    static Cluster Undone(Cluster cluster, WorkerTask task) =>
        task.Asks(NeverBegan) ? cluster : Of(task.Type).Abandon(cluster, task);

    static Cluster End(Cluster cluster, WorkerTask task, string exit)
    {
        var last = exit == "OK" ? "TASK OK" : exit.StartsWith("WARNINGS: ", StringComparison.Ordinal) ? $"TASK {exit}" : $"TASK ERROR: {exit}";
        var written = cluster.Running.Find(other => other.Upid == task.Upid)?.Log ?? task.Log;
        var ended = task with { EndedAt = task.Due, ExitStatus = exit.ReplaceLineEndings(" "), Log = written.Add(last) };
        var finished = cluster.Finished.Add(ended);
        return cluster with
        {
            Running = cluster.Running.RemoveAll(other => other.Upid == task.Upid),
            Finished = finished.Count > RememberedTasks ? finished.RemoveAt(0) : finished,
        };
    }
}
