using HomeLab.Inventory.Catalog;

namespace HomeLab.Inventory.Findings.Rules;

/// <summary>One for each site: what nobody knows is no trouble, but worth an entry.</summary>
sealed class UnclassifiedWorkloads() : FindingRule(
    "catalogue.unclassified", FindingSeverity.Info, "Workloads that the catalogue does not know",
    "Add a CatalogEntry to the lab for what matters: then its health and version are judged by what it says itself.")
{
    const int MostNamed = 10;

    public override IEnumerable<Finding> Look(Survey survey) => survey.Catalog.Unclassified.Where(it => it.Object is { IsWorkload: true, Platform: Platform.Kubernetes or Platform.Docker })
        .GroupBy(it => it.Object.Site, StringComparer.Ordinal)
        .Select(it => Found(
            it.Key, it.Count() == 1 ? "One workload is judged by its platform alone." : $"{it.Count()} workloads are judged by their platform alone.",
            string.Join(", ", it.Select(one => one.Object.Address[(it.Key.Length + 1)..]).Order(StringComparer.Ordinal).Take(MostNamed)), it.SelectMany(one => Survey.SourcesOf(one.Object.Address))));
}
