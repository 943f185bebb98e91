using HomeLab.Simulators.Proxmox.State;

namespace HomeLab.Simulators.Proxmox.Tasks;

/// <summary>The guest that a task is about, and the lock on it.</summary>
static class GuestLock
{
    /// <exception cref="WorkFailure">It is gone, or on another node by now.</exception>
    public static Guest Guest(Cluster cluster, WorkerTask task) =>
        cluster.FindGuest(task.Vmid) is { } guest && guest.Node == task.Node
            ? guest
            : throw new WorkFailure($"Configuration file '{State.Guest.FileOf(task.Node, task.Type.StartsWith("vz", StringComparison.Ordinal) ? GuestKind.Lxc : GuestKind.Qemu, task.Vmid)}' does not exist");

    /// <exception cref="WorkFailure">It is locked.</exception>
    public static Guest Free(Cluster cluster, WorkerTask task) =>
        Guest(cluster, task) is { Lock: { } held } guest ? throw new WorkFailure($"{guest.Title} is locked ({held})") : Guest(cluster, task);

    public static Cluster Release(Cluster cluster, WorkerTask task) =>
        cluster.FindGuest(task.Vmid) is { } guest ? cluster.With(guest.With("lock", null)) : cluster;
}
