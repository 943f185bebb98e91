namespace HomeLab.Inventory.Catalog;

/// <summary>What a system needs at its site: what its entry says, and what it runs on.</summary>
static class SystemDependencies
{
    /// <summary>What everything on a platform needs of it; only what is there counts, and never what itself needs the system.</summary>
    static readonly Dictionary<Platform, string[]> Grounds = new()
    {
        [Platform.Kubernetes] = ["kubernetes", "cilium", "coredns"],
        [Platform.Docker] = ["docker-engine"],
        [Platform.Proxmox] = ["proxmox-ve"],
    };

    /// <param name="present">The systems of the site.</param>
    /// <returns>Ids in order; without a circle where the entries have none.</returns>
    public static IReadOnlyList<string> Of(SystemCatalog catalog, string id, Platform platform, IReadOnlySet<string> present)
    {
        var spec = catalog.Entries[id].Spec;
        var below = catalog.Needs(id);
        var grounds = Grounds.GetValueOrDefault(platform, []);
        // They stand on each other in the order given.
        var mine = Array.IndexOf(grounds, id) is >= 0 and var at ? grounds[..at] : grounds;
        return
        [
            .. spec.DependsOn.Where(catalog.Entries.ContainsKey)
                .Concat(mine.Where(it => it != id && present.Contains(it) && !below.Contains(it) && !Uses(it)))
                .Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal),
        ];

        // What a ground itself stands on, or would if it were there, does not stand on it.
        bool Uses(string ground) => catalog.Needs(ground).Append(ground)
            .Any(it => it == id || catalog.Entries.GetValueOrDefault(it)?.Spec.SoftDependsOn.Contains(id) == true);
    }
}
