using HomeLab.Simulators.Persistence;
using HomeLab.Simulators.Proxmox.Seeds;
using HomeLab.Simulators.Proxmox.Tasks;

namespace HomeLab.Simulators.Proxmox.State;

/// <summary>One installation: one writer at a time, kept before it is answered. Tasks end when somebody looks and their time has come.</summary>
sealed class ClusterStore
{
    /// <summary>States that a stale read can go back to.</summary>
    const int RememberedStates = 500;

    readonly Lock gate = new();
    readonly Queue<(DateTimeOffset Since, Cluster Cluster)> past = new();
    readonly DataDirectory directory;
    readonly ClusterSeed configured;
    readonly TimeProvider clock;
    Cluster current;

    public ClusterStore(ClusterSeed seed, DataDirectory directory, TimeProvider clock)
    {
        configured = Seed = seed;
        this.directory = directory;
        this.clock = clock;
        current = Load();
        directory.Save(File, new StoredCluster(StoredCluster.CurrentVersion, current));
        past.Enqueue((DateTimeOffset.MinValue, current));
    }

    public ClusterSeed Seed { get; private set; }

    string File => $"proxmox-{configured.Name}";

    public Cluster Current
    {
        get
        {
            lock (gate)
            {
                Settle();
                return current;
            }
        }
    }

    public Cluster AsOf(DateTimeOffset at)
    {
        lock (gate)
        {
            Settle();
            return past.LastOrDefault(state => state.Since <= at, past.Peek()).Cluster;
        }
    }

    public T Change<T>(Func<Cluster, (Cluster Cluster, T Result)> change)
    {
        lock (gate)
        {
            Settle();
            var (after, result) = change(current);
            Keep(after, clock.GetUtcNow());
            Settle();
            return result;
        }
    }

    public void Plant(ClusterSeed seed)
    {
        lock (gate)
        {
            Seed = seed;
            Keep(SeededCluster.Of(seed, clock.GetUtcNow()), clock.GetUtcNow());
            // It has been so for as long as anybody can remember.
            past.Clear();
            past.Enqueue((DateTimeOffset.MinValue, current));
        }
    }

    public void Reset() => Plant(configured);

    void Settle()
    {
        var now = clock.GetUtcNow();
        while (current.Running.Where(task => task.Due <= now).MinBy(task => task.Due) is { } due)
            Keep(Works.Finish(current, due), due.Due);
    }

    void Keep(Cluster cluster, DateTimeOffset since)
    {
        if (ReferenceEquals(cluster, current))
            return;
        directory.Save(File, new StoredCluster(StoredCluster.CurrentVersion, cluster));
        current = cluster;
        past.Enqueue((since, cluster));
        while (past.Count > RememberedStates)
            past.Dequeue();
    }

    Cluster Load() => directory.Load<StoredCluster>(File) switch
    {
        null => SeededCluster.Of(configured, clock.GetUtcNow()),
        { Version: StoredCluster.CurrentVersion } stored => stored.Cluster,
        var stored => throw new InvalidOperationException($"The kept Proxmox state has version {stored.Version}; this simulator reads {StoredCluster.CurrentVersion}."),
    };
}
