using System.Collections.Immutable;
using System.Globalization;
using HomeLab.Simulators.Proxmox.State;
using HomeLab.Simulators.Proxmox.Storages;
using HomeLab.Simulators.Proxmox.Tasks;

namespace HomeLab.Simulators.Proxmox.Guests;

static class DestroyWorks
{
    public static IEnumerable<KeyValuePair<string, Work>> All { get; } =
    [
        new("qmdestroy", new Work(Destroy) { Begin = Begin, Abandon = GuestLock.Release }),
        new("vzdestroy", new Work(Destroy) { Begin = BeginContainer, Abandon = GuestLock.Release }),
    ];

    /// <summary>Without the guest, its disks and its place in a pool; its number is free at once.</summary>
    public static Cluster Gone(Cluster cluster, Guest guest)
    {
        var cleared = GuestVolumes.Of(cluster, guest).Aggregate(cluster.InPool(guest.Vmid, null), (state, volume) => state.Without(volume));
        return cleared with { Guests = cleared.Guests.Remove(guest.Vmid) };
    }

    static Cluster Begin(Cluster cluster, WorkerTask task)
    {
        GuestLock.Free(cluster, task);
        return cluster;
    }

    static Cluster BeginContainer(Cluster cluster, WorkerTask task)
    {
        var guest = GuestLock.Free(cluster, task);
        return cluster.With((guest with { Power = Power.Stopped }).With("lock", "destroyed"));
    }

    static Cluster Destroy(Cluster cluster, WorkerTask task)
    {
        var guest = GuestLock.Guest(cluster, task);
        if (guest.IsRunning)
            throw new WorkFailure($"VM {guest.Vmid} is running - destroy failed");
        var after = Gone(cluster, guest);
        return task.Asks("purge") ? after with { Jobs = after.Jobs.ToImmutableSortedDictionary(job => job.Key, job => Without(job.Value, guest.Vmid), StringComparer.Ordinal) } : after;
    }

    static ImmutableSortedDictionary<string, string> Without(ImmutableSortedDictionary<string, string> job, int vmid)
    {
        var text = vmid.ToString(CultureInfo.InvariantCulture);
        if (!job.TryGetValue("vmid", out var list) || !list.Split(',').Contains(text))
            return job;
        return job.SetItem("vmid", string.Join(',', list.Split(',').Where(one => one != text)));
    }
}
