using HomeLab.Inventory.Docker;

namespace HomeLab.Inventory.Findings.Rules;

/// <summary>Of an engine one finding: containers that were removed without their volumes may leave hundreds.</summary>
sealed class VolumesUnused() : FindingRule(
    "docker.volumes-unused", FindingSeverity.Info, "Volumes that no container has",
    "See whether anybody misses what is in them, then remove them (`docker volume rm`). Those that have only a number are left by containers that were removed without `-v`.")
{
    const int MostNamed = 10;
    const int ShownOfName = 12;

    /// <summary>A stack that is taken down comes back with its volumes.</summary>
    public override TimeSpan Lasts => TimeSpan.FromDays(1);

    public override IEnumerable<Finding> Look(Survey survey) => survey.Graph.Nodes
        .Where(it => it.Kind == VolumeList.Kind && survey.Graph.Arriving(it.Address).All(edge => edge.Kind != "mounts"))
        .GroupBy(it => string.Join('/', it.Address.Split('/').Take(2)))
        .Select(it => Of(it.Key, [.. it.Select(volume => volume.Name).Order(StringComparer.Ordinal)]));

    Finding Of(string engine, IReadOnlyList<string> names) => Found(
        engine, $"{names.Count} volume{(names.Count == 1 ? " is" : "s are")} of no container, running or not.",
        string.Join(", ", names.Take(MostNamed).Select(Shown)) + (names.Count > MostNamed ? $" and {names.Count - MostNamed} more" : ""))
        with { RestsOnAbsence = true };

    static string Shown(string name) => name.Length == 64 ? name[..ShownOfName] : name;
}
