using HomeLab.Simulators.Proxmox.Guests;
using HomeLab.Simulators.Proxmox.State;

namespace HomeLab.Simulators.Proxmox.Nodes;

/// <summary>Load that nobody causes: it changes every ten seconds and is the same for the same moment.</summary>
static class Measurements
{
    public static double CpuOf(Guest guest, DateTimeOffset now) => guest.IsRunning ? Wave(guest.Vmid, now) / 1000d : 0;

    public static double CpuOf(Node node, DateTimeOffset now) => Wave(node.Id * 7919, now) / 1000d;

    public static long MemoryOf(Guest guest, DateTimeOffset now) => guest.IsRunning ? guest.MemoryBytes / 1000 * (400 + Wave(guest.Vmid, now)) : 0;

    public static long MemoryOf(Cluster cluster, Node node, DateTimeOffset now) =>
        Math.Min(node.MemoryGiB * DiskText.GiB, 2 * DiskText.GiB + cluster.Guests.Values.Where(guest => guest.Node == node.Name).Sum(guest => MemoryOf(guest, now)));

    public static long UptimeOf(Guest guest, DateTimeOffset now) => guest.IsRunning ? Math.Max(0, (long)(now - guest.StartedAt).TotalSeconds) : 0;

    public static long UptimeOf(Node node, DateTimeOffset now) => Math.Max(0, (long)(now - node.StartedAt).TotalSeconds);

    /// <summary>Bytes since the guest was started.</summary>
    public static long Traffic(Guest guest, DateTimeOffset now, int share) => UptimeOf(guest, now) * (1000 + (guest.Vmid * share % 9000));

    public static long DiskOf(Guest guest) =>
        DiskText.SizeOf(guest.Config.Disks.OrderBy(disk => disk.Key != "rootfs").ThenBy(disk => disk.Key, StringComparer.Ordinal)
            .Select(disk => DiskText.OptionOf(disk.Value, "size")).FirstOrDefault(size => size is not null)) ?? 0;

    static int Wave(int seed, DateTimeOffset now) => (int)(((uint)seed * 2654435761u + (uint)(now.ToUnixTimeSeconds() / 10) * 40503u >> 16) % 200) + 1;
}
