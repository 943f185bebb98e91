using System.Globalization;
using HomeLab.Simulators.Proxmox.State;

namespace HomeLab.Simulators.Proxmox.Backups;

/// <summary>The guests that a backup is of.</summary>
static class JobGuests
{
    public static IEnumerable<Guest> Of(Cluster cluster, IReadOnlyDictionary<string, string> job)
    {
        if (job.GetValueOrDefault("vmid") is { } list)
            return Ids(list).Select(cluster.FindGuest).OfType<Guest>();
        if (job.GetValueOrDefault("pool") is { } pool)
            return cluster.Pools.GetValueOrDefault(pool)?.Guests.Select(cluster.FindGuest).OfType<Guest>() ?? [];
        if (job.GetValueOrDefault("all") != "1" && !job.ContainsKey("exclude"))
            return [];
        var excluded = Ids(job.GetValueOrDefault("exclude") ?? "").ToHashSet();
        return cluster.Guests.Values.Where(guest => !excluded.Contains(guest.Vmid));
    }

    static IEnumerable<int> Ids(string list) => list.Split([',', ';', ' ', '\0'], StringSplitOptions.RemoveEmptyEntries)
        .Where(text => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out _)).Select(text => int.Parse(text, CultureInfo.InvariantCulture));
}
