using HomeLab.Inventory.Catalog;

namespace HomeLab.Inventory.Findings.Rules;

/// <summary>A claim that names no class gets the newest of several defaults, and none where there is no default.</summary>
sealed class DefaultStorageClasses() : FindingRule(
    "kubernetes.default-storage-class", FindingSeverity.Warning, "Not exactly one default StorageClass",
    "Annotate exactly one StorageClass with storageclass.kubernetes.io/is-default-class: \"true\".")
{
    static readonly string[] Annotations = ["storageclass.kubernetes.io/is-default-class", "storageclass.beta.kubernetes.io/is-default-class"];

    public override IEnumerable<Finding> Look(Survey survey)
    {
        foreach (var site in survey.Kubernetes("storage.k8s.io", "StorageClass").GroupBy(it => it.Site))
        {
            var defaults = site.Where(IsDefault).Select(it => it.Name).Order(StringComparer.Ordinal).ToList();
            if (defaults.Count == 1)
                continue;
            yield return Found(
                site.Key,
                defaults.Count == 0 ? "No StorageClass is the default, so that a claim which names none waits for ever." : $"{defaults.Count} StorageClasses are the default; the newest one wins.",
                defaults.Count == 0 ? $"of {string.Join(", ", site.Select(it => it.Name).Order(StringComparer.Ordinal))} none is marked" : string.Join(", ", defaults),
                $"{site.Key}/storageclasses.storage.k8s.io") with { RestsOnAbsence = defaults.Count == 0 };
        }
    }

    static bool IsDefault(Observation it) => Annotations.Any(name => it.Annotations.GetValueOrDefault(name) == "true");
}
