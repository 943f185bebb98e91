using System.Collections.Immutable;

namespace HomeLab.Simulators.Proxmox.State;

/// <summary>An installation at one moment; immutable.</summary>
sealed record Cluster(string Name, string Version, bool IsStandalone, Certificate Authority)
{
    public ImmutableList<Node> Nodes { get; init; } = [];

    public ImmutableList<Storage> Storages { get; init; } = [];

    public ImmutableSortedDictionary<int, Guest> Guests { get; init; } = ImmutableSortedDictionary<int, Guest>.Empty;

    /// <summary>By <see cref="Volume.Key"/>.</summary>
    public ImmutableSortedDictionary<string, Volume> Volumes { get; init; } = ImmutableSortedDictionary.Create<string, Volume>(StringComparer.Ordinal);

    public ImmutableSortedDictionary<string, Pool> Pools { get; init; } = ImmutableSortedDictionary.Create<string, Pool>(StringComparer.Ordinal);

    /// <summary>Backup jobs by id, each by its own field names.</summary>
    public ImmutableSortedDictionary<string, ImmutableSortedDictionary<string, string>> Jobs { get; init; } =
        ImmutableSortedDictionary.Create<string, ImmutableSortedDictionary<string, string>>(StringComparer.Ordinal);

    /// <summary>Oldest first.</summary>
    public ImmutableList<WorkerTask> Running { get; init; } = [];

    /// <summary>In the order in which they ended.</summary>
    public ImmutableList<WorkerTask> Finished { get; init; } = [];

    public ImmutableList<Outcome> Outcomes { get; init; } = [];

    public int NextPid { get; init; } = 0x1000;

    public IEnumerable<WorkerTask> Tasks => Finished.Concat(Running);

    public Node? FindNode(string name) => Nodes.Find(node => node.Name == name);

    public Storage? FindStorage(string name) => Storages.Find(storage => storage.Name == name);

    public Guest? FindGuest(int vmid) => Guests.GetValueOrDefault(vmid);

    public string? PoolOf(int vmid) => Pools.Values.FirstOrDefault(pool => pool.Guests.Contains(vmid))?.Name;

    public Volume? FindVolume(string id, string node) => Volumes.GetValueOrDefault(id) ?? Volumes.GetValueOrDefault($"{node}/{id}");

    public IEnumerable<Volume> VolumesOn(Storage storage, string node) =>
        Volumes.Values.Where(volume => volume.Storage == storage.Name && (volume.Node is null || volume.Node == node));

    public long UsedOn(Storage storage, string node) =>
        Math.Min(storage.SizeBytes, storage.OtherUseBytes + VolumesOn(storage, node).Sum(volume => volume.SizeBytes));

    public Cluster With(Guest guest) =>
        Guests.TryGetValue(guest.Vmid, out var before) && before == guest ? this : this with { Guests = Guests.SetItem(guest.Vmid, guest) };

    public Cluster With(Volume volume) => this with { Volumes = Volumes.SetItem(volume.Key, volume) };

    public Cluster With(Node node) => this with { Nodes = Nodes.Replace(Nodes.Find(other => other.Name == node.Name)!, node) };

    public Cluster Without(Volume volume) => this with { Volumes = Volumes.Remove(volume.Key) };

    public Cluster InPool(int vmid, string? pool)
    {
        var cleared = Pools.Values.Where(one => one.Guests.Contains(vmid))
            .Aggregate(Pools, (pools, one) => pools.SetItem(one.Name, one with { Guests = one.Guests.Remove(vmid) }));
        return this with
        {
            Pools = pool is not null && cleared.TryGetValue(pool, out var target)
                ? cleared.SetItem(pool, target with { Guests = target.Guests.Add(vmid) })
                : cleared,
        };
    }
}
