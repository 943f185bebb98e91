using System.Collections.Immutable;
using System.Globalization;
using HomeLab.Simulators.Proxmox.Guests;
using HomeLab.Simulators.Proxmox.Listening;
using HomeLab.Simulators.Proxmox.Seeds;
using HomeLab.Simulators.Proxmox.Storages;

namespace HomeLab.Simulators.Proxmox.State;

/// <summary>The installation that a seed describes.</summary>
static class SeededCluster
{
    public static Cluster Of(ClusterSeed seed, DateTimeOffset now)
    {
        var authority = Certificates.NewAuthority(seed.Name, now);
        var cluster = new Cluster(seed.Name, seed.Version, seed.IsStandalone, authority)
        {
            Nodes = [.. seed.AllNodes.Select((node, index) => NodeOf(node, index + 1, authority, now))],
            Storages = [.. seed.AllStorages.Select(StorageOf)],
            Jobs = seed.Jobs.ToImmutableSortedDictionary(job => job["id"], job => job.ToImmutableSortedDictionary(StringComparer.Ordinal), StringComparer.Ordinal),
            Pools = seed.Pools.Concat(Named(seed)).DistinctBy(pool => pool.Name)
                .ToImmutableSortedDictionary(pool => pool.Name, pool => new Pool(pool.Name, pool.Comment, [], [.. pool.Storages]), StringComparer.Ordinal),
        };
        cluster = seed.AllGuests.Aggregate(cluster, (state, guest) => Add(state, guest, now));
        return seed.Volumes.Aggregate(cluster, (state, volume) => state.With(VolumeOf(state, volume, now)));
    }

    public static Cluster Add(Cluster cluster, GuestSeed seed, DateTimeOffset now)
    {
        var guest = SeededGuest.Of(cluster.Name, seed, now);
        var after = cluster.With(guest).InPool(guest.Vmid, seed.Pool);
        return guest.Config.Disks.Aggregate(after, (state, disk) =>
            GuestVolumes.Described(state, guest, disk.Value, now) is { } volume ? state.With(volume) : state);
    }

    static IEnumerable<PoolSeed> Named(ClusterSeed seed) =>
        seed.AllGuests.Where(guest => guest.Pool is not null).Select(guest => new PoolSeed { Name = guest.Pool! });

    static Node NodeOf(NodeSeed seed, int id, Certificate authority, DateTimeOffset now) => new(
        seed.Name, id, seed.Address, seed.Cores, seed.MemoryGiB, seed.DiskGiB, now.AddSeconds(-seed.UptimeSeconds),
        Certificates.NewLeaf(authority, seed.Name, seed.Address, now))
    {
        IsOnline = seed.IsOnline,
    };

    static Storage StorageOf(StorageSeed seed) => new(
        seed.Name, seed.Type, seed.Content, seed.IsShared, Bytes(seed.SizeGiB), Bytes(seed.OtherUseGiB), [.. seed.Nodes])
    {
        IsDisabled = seed.IsDisabled,
    };

    static Volume VolumeOf(Cluster cluster, VolumeSeed seed, DateTimeOffset now)
    {
        var at = now.AddHours(-seed.AgeHours);
        var storage = cluster.FindStorage(seed.Volume.Split(':')[0])
            ?? throw new InvalidOperationException($"{ProxmoxOptions.Section}:Clusters:{cluster.Name}:Volumes has {seed.Volume}, whose storage is none of the cluster's.");
        var node = storage.IsShared ? null : seed.Node ?? cluster.Nodes[0].Name;
        if (seed.Vmid is { } vmid)
        {
            var guest = cluster.FindGuest(vmid) ?? new Guest(vmid, seed.Kind, node ?? cluster.Nodes[0].Name, GuestConfig.Empty);
            return BackupVolumes.Of(storage, node, guest, "zstd", at, Bytes(seed.SizeGiB)) with { Notes = seed.Notes, IsProtected = seed.IsProtected };
        }

        var path = seed.Volume[(seed.Volume.IndexOf(':', StringComparison.Ordinal) + 1)..];
        var content = path.Split('/')[0];
        return new Volume(seed.Volume, node, content, FormatOf(path), Bytes(seed.SizeGiB), at);
    }

    static string FormatOf(string path) => path switch
    {
        _ when path.EndsWith(".tar.zst", StringComparison.Ordinal) => "tzst",
        _ when path.EndsWith(".tar.gz", StringComparison.Ordinal) => "tgz",
        _ when path.EndsWith(".tar.xz", StringComparison.Ordinal) => "txz",
        _ => path[(path.LastIndexOf('.') + 1)..],
    };

    static long Bytes(double gib) => (long)(gib * DiskText.GiB);
}
