using System.Collections.Immutable;
using System.Globalization;
using HomeLab.Simulators.Proxmox.Http;
using HomeLab.Simulators.Proxmox.State;
using HomeLab.Simulators.Proxmox.Storages;
using HomeLab.Simulators.Proxmox.Tasks;

namespace HomeLab.Simulators.Proxmox.Guests;

static class CreateWorks
{
    public static IEnumerable<KeyValuePair<string, Work>> All { get; } =
    [
        new("qmcreate", new Work(Create) { Begin = (cluster, task) => Begin(cluster, task, GuestKind.Qemu), Abandon = Remove, Killed = Keep }),
        new("vzcreate", new Work(Create) { Begin = (cluster, task) => Begin(cluster, task, GuestKind.Lxc), Abandon = Remove, Killed = Keep }),
        new("qmrestore", new Work(Restore) { Begin = (cluster, task) => BeginRestore(cluster, task, GuestKind.Qemu), Abandon = Keep }),
        new("vzrestore", new Work(Restore) { Begin = (cluster, task) => BeginRestore(cluster, task, GuestKind.Lxc), Abandon = Keep }),
    ];

    // What failed half-way stays half-way.
    static Cluster Keep(Cluster cluster, WorkerTask task) => cluster;

    static Cluster Remove(Cluster cluster, WorkerTask task) =>
        cluster.FindGuest(task.Vmid) is { Lock: "create" } guest ? DestroyWorks.Gone(cluster, guest) : cluster;

    static Cluster Begin(Cluster cluster, WorkerTask task, GuestKind kind)
    {
        if (cluster.FindGuest(task.Vmid) is { } other)
            throw new WorkFailure($"unable to create {other.Title} {task.Vmid} - {other.Title} {task.Vmid} already exists on node '{other.Node}'");
        return cluster.With(new Guest(task.Vmid, kind, task.Node, GuestConfig.Empty.With("lock", "create"))).InPool(task.Vmid, task.Argument("pool"));
    }

    static Cluster Create(Cluster cluster, WorkerTask task)
    {
        var guest = GuestLock.Guest(cluster, task) with { Config = GuestConfig.Empty };
        var wanted = task.Arguments;
        if (guest.IsQemu)
            guest = Filled(guest, task);
        else if ((task.Argument("rootfs") ?? "4") is var size && size.All(character => char.IsAsciiDigit(character) || character == '.'))
            wanted = wanted.SetItem("rootfs", $"{task.Argument("storage") ?? "local"}:{size}");
        var after = Applied(cluster, guest, wanted, task);
        guest = Completed(after.FindGuest(task.Vmid)!, task);
        return after.With(task.Asks("start") && !guest.IsTemplate ? PowerWorks.Started(guest, task.Due) : guest);
    }

    static Cluster Applied(Cluster cluster, Guest guest, ImmutableSortedDictionary<string, string> wanted, WorkerTask task)
    {
        try
        {
            return ConfigChange.Apply(cluster, guest, wanted, null, null, task.Due);
        }
        catch (ProxmoxRefusal refusal)
        {
            throw new WorkFailure($"unable to create {guest.Title} {guest.Vmid} - {refusal.Message}");
        }
    }

    /// <summary>What the server adds of its own.</summary>
    static Guest Filled(Guest guest, WorkerTask task) => guest
        .With("smbios1", $"uuid={Guid.NewGuid()}")
        .With("vmgenid", Guid.NewGuid().ToString())
        .With("meta", string.Create(CultureInfo.InvariantCulture, $"creation-qemu=10.1.2,ctime={task.StartedAt.ToUnixTimeSeconds()}"))
        .With("boot", "order=" + string.Join(';', task.Arguments.Keys.Where(key => ConfigKeys.IsDisk(key) || ConfigKeys.IsNetwork(key))));

    static Guest Completed(Guest guest, WorkerTask task)
    {
        if (guest.IsQemu)
            return guest with { IsAgentRunning = AgentText.IsEnabled(guest.Config["agent"]) };
        var config = guest.Config;
        foreach (var (key, value) in new[] { ("arch", "amd64"), ("memory", "512"), ("swap", "512"), ("ostype", "debian"), ("hostname", $"CT{guest.Vmid}"), ("unprivileged", "1") })
            if (config[key] is null && !(key == "unprivileged" && task.Argument("unprivileged") == "0"))
                config = config.With(key, value);
        return guest with { Config = config, Interfaces = GuestInterfaces.Of(config) };
    }

    static Cluster BeginRestore(Cluster cluster, WorkerTask task, GuestKind kind)
    {
        var title = kind == GuestKind.Qemu ? "VM" : "CT";
        if (cluster.FindGuest(task.Vmid) is not { } other)
            return cluster.With(new Guest(task.Vmid, kind, task.Node, GuestConfig.Empty.With("lock", "create"))).InPool(task.Vmid, task.Argument("pool"));
        return other.IsRunning ? throw new WorkFailure($"unable to restore {title} {task.Vmid} - {title.ToLowerInvariant()} is running") : cluster.With(other.With("lock", "create"));
    }

    static Cluster Restore(Cluster cluster, WorkerTask task)
    {
        var guest = GuestLock.Guest(cluster, task);
        var saved = cluster.FindVolume(task.Argument("_archive")!, task.Node)?.Saved;
        if (saved is null || saved.Kind != guest.Kind)
            throw new WorkFailure($"unable to restore {guest.Title} {guest.Vmid} - unable to find configuration in archive '{task.Argument("_archive")}'");
        var cleared = GuestVolumes.Of(cluster, guest).Aggregate(cluster, (state, volume) => state.Without(volume));
        var restored = saved with { Vmid = guest.Vmid, Node = task.Node, Power = Power.Stopped, Pending = guest.Pending.Clear(), Snapshots = [], Parent = null, HaState = guest.HaState };
        if (task.Asks("unique"))
            restored = restored with { Config = WithNewMacs(restored.Config) };
        var after = GuestDisks.Copied(cleared.With(restored), saved, restored, task.Argument("storage"), task.Due);
        after = Applied(after, after.FindGuest(task.Vmid)!, task.Arguments.RemoveRange(task.Arguments.Keys.Where(ConfigKeys.IsDisk)), task);
        return task.Asks("start") ? after.With(PowerWorks.Started(after.FindGuest(task.Vmid)!, task.Due)) : after;
    }

    public static GuestConfig WithNewMacs(GuestConfig config) =>
        config.Values.Where(pair => ConfigKeys.IsNetwork(pair.Key)).Aggregate(config, (changed, pair) => changed.With(pair.Key, NetworkText.WithNewMac(pair.Value)));
}
