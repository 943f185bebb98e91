using HomeLab.Inventory.Systems;

namespace HomeLab.Inventory.Findings.Rules;

sealed class UnmaintainedSystems() : FindingRule(
    "catalogue.unmaintained", FindingSeverity.Warning, "Something runs that nobody maintains any more",
    "Move to what the finding names as its successor: what is found in it from now on is not mended.")
{
    const int MostNamed = 3;

    public override IEnumerable<Finding> Look(Survey survey) => survey.Catalog.Systems
        .Where(it => it.Entry.Spec.Unmaintained is not null && it.Objects.Count > 0)
        .Select(it => Found(
            JudgedSystem.AddressOf(it.Site, it.Entry.Id), $"{it.Entry.Spec.Name} is no longer maintained: {it.Entry.Spec.Unmaintained}.",
            string.Join("; ", it.Objects.Take(MostNamed).Select(o => $"{o.Object.Address}: {o.Evidence.Select(hit => hit.Match).FirstOrDefault()}")),
            it.Objects.SelectMany(o => Survey.SourcesOf(o.Object.Address))));
}
