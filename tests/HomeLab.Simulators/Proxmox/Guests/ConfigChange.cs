using HomeLab.Simulators.Proxmox.Http;
using HomeLab.Simulators.Proxmox.State;

namespace HomeLab.Simulators.Proxmox.Guests;

/// <summary>What a change of configuration does, for a stopped guest at once and for a running one when it can.</summary>
static class ConfigChange
{
    static readonly char[] Separators = [',', ';', ' ', '\0'];

    /// <exception cref="ProxmoxRefusal">It cannot be.</exception>
    public static Cluster Apply(
        Cluster cluster, Guest guest, IEnumerable<KeyValuePair<string, string>> changes, string? delete, string? revert, DateTimeOffset now)
    {
        var set = changes.Where(pair => ConfigSchema.Find(guest.Kind, pair.Key) is not null).ToList();
        var gone = (delete ?? "").Split(Separators, StringSplitOptions.RemoveEmptyEntries);
        Check(guest, set, gone);
        foreach (var key in (revert ?? "").Split(Separators, StringSplitOptions.RemoveEmptyEntries))
            guest = guest with { Pending = guest.Pending.Remove(key) };
        foreach (var (key, value) in set)
            (cluster, guest) = Set(cluster, guest, key, value, now);
        foreach (var key in gone.Where(key => guest.Config[key] is not null || guest.Pending.ContainsKey(key)))
            (cluster, guest) = Delete(cluster, guest, key);
        return cluster.With(guest);
    }

    static void Check(Guest guest, List<KeyValuePair<string, string>> set, string[] gone)
    {
        foreach (var key in gone)
            if (ConfigSchema.Find(guest.Kind, key) is null)
                throw ProxmoxRefusal.Invalid("delete", $"unknown option '{key}'");
            else if (set.Exists(pair => pair.Key == key))
                throw ProxmoxRefusal.Invalid("delete", $"option '{key}' is set and deleted at once");
        var config = set.Aggregate(guest.Config, (merged, pair) => merged.With(pair.Key, pair.Value));
        if (guest.IsQemu && config.Number("balloon", 0) > config.Number("memory", 512))
            throw ProxmoxRefusal.Died("balloon value too large (must be smaller than assigned memory)");
    }

    static (Cluster Cluster, Guest Guest) Set(Cluster cluster, Guest guest, string key, string value, DateTimeOffset now)
    {
        if (key == "tags")
            value = Tags.Normal(value);
        else if (ConfigKeys.IsNetwork(key))
            value = NetworkText.Completed(value, guest.Kind);
        else if (ConfigKeys.IsDisk(key))
            (cluster, value) = Disks.Placed(cluster, guest, value, now);
        return (cluster, CanChangeNow(guest, key)
            ? guest.With(key, value) with { Pending = guest.Pending.Remove(key) }
            : guest with { Pending = guest.Pending.SetItem(key, value) });
    }

    static (Cluster Cluster, Guest Guest) Delete(Cluster cluster, Guest guest, string key)
    {
        if (!CanChangeNow(guest, key))
            return (cluster, guest with { Pending = guest.Pending.SetItem(key, null) });
        var value = guest.Config[key];
        guest = guest.With(key, null) with { Pending = guest.Pending.Remove(key) };
        return value is null || !(ConfigKeys.IsDisk(key) || ConfigKeys.IsUnused(key)) ? (cluster, guest) : Disks.Detached(cluster, guest, key, value);
    }

    /// <summary>Whether it is without effect on a running guest, or can be plugged in and out.</summary>
    static bool CanChangeNow(Guest guest, string key) =>
        !guest.IsRunning
        || !guest.IsQemu
        || key is "name" or "tags" or "description" or "onboot" or "startup" or "protection" or "hookscript" or "hotplug" or "lock" or "balloon" or "shares" or "cpuunits" or "cpulimit"
        || ConfigKeys.IsNetwork(key) || ConfigKeys.IsUnused(key) || (ConfigKeys.IsDisk(key) && !key.StartsWith("ide", StringComparison.Ordinal));
}
