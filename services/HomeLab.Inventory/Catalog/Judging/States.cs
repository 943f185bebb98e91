using HomeLab.Lab.Kinds.Catalog;

namespace HomeLab.Inventory.Catalog.Judging;

/// <summary>Reads the catalogue's words for states.</summary>
static class States
{
    public static HealthState Of(string word) => Enum.Parse<HealthState>(word, ignoreCase: true);

    /// <returns>What the lists say of a value; null: nothing.</returns>
    public static HealthState? Of(string value, IReadOnlyList<string>? healthy, IReadOnlyList<string>? degraded, IReadOnlyList<string>? unhealthy) =>
        Holds(healthy, value) ? HealthState.Healthy
        : Holds(degraded, value) ? HealthState.Degraded
        : Holds(unhealthy, value) ? HealthState.Unhealthy
        : null;

    static bool Holds(IReadOnlyList<string>? globs, string value) => globs?.Any(glob => Glob.IsMatch(glob, value)) == true;
}
