using HomeLab.Simulators.Proxmox.State;

namespace HomeLab.Simulators.Proxmox.Tasks;

/// <summary>What a type of task does.</summary>
/// <param name="Finish">The state after it went well, and what it wrote; throws <see cref="WorkFailure"/> where it cannot go well.</param>
sealed record Work(Func<Cluster, WorkerTask, Cluster> Finish)
{
    /// <summary>What can be seen as soon as it runs, such as a lock; throws <see cref="WorkFailure"/> where it fails at once.</summary>
    public Func<Cluster, WorkerTask, Cluster> Begin { get; init; } = (cluster, _) => cluster;

    /// <summary>What remains of it after a failure.</summary>
    public Func<Cluster, WorkerTask, Cluster> Abandon { get; init; } = (cluster, _) => cluster;

    /// <summary>What remains when it was killed: unlike a failure, that cleans nothing up.</summary>
    public Func<Cluster, WorkerTask, Cluster>? Killed { get; init; }

    public Func<Cluster, WorkerTask, IEnumerable<string>> Log { get; init; } = (_, _) => [];
}
