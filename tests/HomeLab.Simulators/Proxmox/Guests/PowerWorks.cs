using HomeLab.Simulators.Proxmox.State;
using HomeLab.Simulators.Proxmox.Tasks;

namespace HomeLab.Simulators.Proxmox.Guests;

static class PowerWorks
{
    public static IEnumerable<KeyValuePair<string, Work>> All { get; } =
    [
        .. new[] { "qm", "vz" }.SelectMany(prefix => new KeyValuePair<string, Work>[]
        {
            new(prefix + "start", new Work(Start) { Begin = BeginStart }),
            new(prefix + "stop", new Work(Stop) { Begin = Unlocked }),
            new(prefix + "shutdown", new Work(Stop) { Begin = Unlocked }),
            new(prefix + "reboot", new Work(Reboot) { Begin = BeginRunning }),
            new(prefix + "suspend", new Work(Suspend) { Begin = BeginRunning }),
            new(prefix + "pause", new Work((cluster, task) => Set(cluster, task, Power.Paused)) { Begin = BeginRunning }),
            new(prefix + "resume", new Work(Resume)),
            new(prefix + "reset", new Work((cluster, task) => Set(cluster, task, Power.Running)) { Begin = BeginRunning }),
        }),
        new("hastart", new Work((cluster, task) => Set(cluster, task, Power.Running))),
        new("hastop", new Work((cluster, task) => Set(cluster, task, Power.Stopped))),
    ];

    /// <summary>With what was pending in force.</summary>
    public static Guest Started(Guest guest, DateTimeOffset at) => guest with
    {
        Power = Power.Running,
        StartedAt = at,
        Config = guest.Pending.Aggregate(guest.Config, (config, change) => config.With(change.Key, change.Value)),
        Pending = guest.Pending.Clear(),
    };

    static Cluster Unlocked(Cluster cluster, WorkerTask task)
    {
        if (!task.Asks("skiplock"))
            GuestLock.Free(cluster, task);
        return cluster;
    }

    static Cluster BeginStart(Cluster cluster, WorkerTask task)
    {
        var guest = task.Asks("skiplock") ? GuestLock.Guest(cluster, task) : FreeToStart(cluster, task);
        if (guest.IsTemplate)
            throw new WorkFailure($"you can't start a {(guest.IsQemu ? "vm" : "CT")} if it's a template");
        return guest.IsRunning ? throw new WorkFailure($"{guest.Title} {guest.Vmid} already running") : cluster;
    }

    // What was suspended to disk is locked, and starting is how it comes back.
    static Guest FreeToStart(Cluster cluster, WorkerTask task) =>
        GuestLock.Guest(cluster, task) is { Lock: "suspended" } suspended ? suspended : GuestLock.Free(cluster, task);

    static Cluster BeginRunning(Cluster cluster, WorkerTask task) =>
        GuestLock.Free(cluster, task) is { IsRunning: false } guest ? throw new WorkFailure($"{guest.Title} {guest.Vmid} not running") : cluster;

    static Cluster Start(Cluster cluster, WorkerTask task)
    {
        var guest = GuestLock.Guest(cluster, task);
        return cluster.With(Started(guest.Lock == "suspended" ? guest.With("lock", null) : guest, task.Due));
    }

    static Cluster Stop(Cluster cluster, WorkerTask task)
    {
        var guest = GuestLock.Guest(cluster, task);
        return cluster.With(guest with
        {
            Power = Power.Stopped,
            Config = guest.Pending.Aggregate(guest.Config, (config, change) => config.With(change.Key, change.Value)),
            Pending = guest.Pending.Clear(),
        });
    }

    static Cluster Reboot(Cluster cluster, WorkerTask task) => cluster.With(Started(GuestLock.Guest(cluster, task), task.Due));

    static Cluster Suspend(Cluster cluster, WorkerTask task) =>
        cluster.With((GuestLock.Guest(cluster, task) with { Power = Power.Stopped }).With("lock", "suspended"));

    static Cluster Resume(Cluster cluster, WorkerTask task) =>
        GuestLock.Guest(cluster, task) is { Power: Power.Stopped } stopped
            ? throw new WorkFailure($"{stopped.Title} {stopped.Vmid} not running")
            : Set(cluster, task, Power.Running);

    static Cluster Set(Cluster cluster, WorkerTask task, Power power)
    {
        var guest = GuestLock.Guest(cluster, task);
        return cluster.With(guest with { Power = power, StartedAt = power == Power.Running && !guest.IsRunning ? task.Due : guest.StartedAt });
    }
}
