using System.Globalization;
using HomeLab.Simulators.Proxmox.State;
using HomeLab.Simulators.Proxmox.Tasks;

namespace HomeLab.Simulators.Proxmox.Guests;

static class CloneWorks
{
    public static IEnumerable<KeyValuePair<string, Work>> All { get; } =
    [
        new("qmclone", new Work(Clone) { Abandon = Remove, Killed = (cluster, _) => cluster }),
        new("vzclone", new Work(Clone) { Abandon = Remove, Killed = (cluster, _) => cluster }),
    ];

    static Cluster Remove(Cluster cluster, WorkerTask task) =>
        cluster.FindGuest(NewId(task)) is { Lock: "clone" } guest ? DestroyWorks.Gone(cluster, guest) : cluster;

    static Cluster Clone(Cluster cluster, WorkerTask task)
    {
        var source = GuestLock.Guest(cluster, task);
        if (cluster.FindGuest(NewId(task)) is not { Lock: "clone" } place)
            throw new WorkFailure($"unable to find configuration file for {source.Title} {NewId(task)}");
        var config = source.Snapshots.Find(snapshot => snapshot.Name == task.Argument("snapname"))?.Config ?? source.Config;
        config = CreateWorks.WithNewMacs(config).With("template", null).With("lock", null);
        config = source.IsQemu
            ? config.With("smbios1", $"uuid={Guid.NewGuid()}").With("vmgenid", Guid.NewGuid().ToString()).With("name", task.Argument("name") ?? $"Copy-of-VM-{source.Name}")
            : config.With("hostname", task.Argument("hostname") ?? $"Copy-of-CT-{source.Name}");
        if (task.Argument("description") is { } description)
            config = config.With("description", description);
        var target = place with { Config = config, IsAgentRunning = source.IsAgentRunning, Interfaces = source.IsQemu ? [] : GuestInterfaces.Of(config) };
        return GuestDisks.Copied(cluster.With(target), target, target, task.Argument("storage"), task.Due, task.Argument("format"));
    }

    static int NewId(WorkerTask task) => int.Parse(task.Argument("newid")!, CultureInfo.InvariantCulture);
}
