using System.Collections.Immutable;
using HomeLab.Simulators.Proxmox.State;
using HomeLab.Simulators.Proxmox.Storages;
using HomeLab.Simulators.Proxmox.Tasks;

namespace HomeLab.Simulators.Proxmox.Guests;

/// <summary>A guest's disks made anew for another one.</summary>
static class GuestDisks
{
    /// <param name="cluster">Holds <paramref name="target"/> already, with the source's values for its drives.</param>
    /// <param name="storage">Where to; null: where each came from.</param>
    /// <exception cref="WorkFailure">A storage is not there.</exception>
    public static Cluster Copied(Cluster cluster, Guest source, Guest target, string? storage, DateTimeOffset now, string? format = null)
    {
        foreach (var (key, value) in source.Config.Disks.ToImmutableList())
        {
            var place = storage ?? DiskText.VolumeOf(value).Split(':')[0];
            if (cluster.FindStorage(place) is not { } found || !found.IsOn(target.Node))
                throw new WorkFailure($"storage '{place}' does not exist");
            var size = DiskText.SizeOf(DiskText.OptionOf(value, "size")) ?? DiskText.GiB;
            var id = GuestVolumes.NextId(cluster, found, target, format);
            cluster = cluster.With(GuestVolumes.Make(found, target, id, size, now));
            target = target.With(key, string.Join(',', value.Split(',').Skip(1).Prepend(id)));
        }

        foreach (var unused in target.Config.Values.Keys.Where(ConfigKeys.IsUnused).ToImmutableList())
            target = target.With(unused, null);
        return cluster.With(target);
    }
}
