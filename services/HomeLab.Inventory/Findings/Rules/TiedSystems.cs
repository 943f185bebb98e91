namespace HomeLab.Inventory.Findings.Rules;

sealed class TiedSystems() : FindingRule(
    "catalogue.tied", FindingSeverity.Info, "Several systems of the catalogue claim one workload",
    "Add a CatalogEntry to the lab that says which it is; until then it is judged by its platform alone.")
{
    public override IEnumerable<Finding> Look(Survey survey) => survey.Catalog.Ties
        .Where(it => it.Object.IsWorkload)
        .Select(it => Found(
            it.Object.Address, $"It may be {string.Join(" or ", it.Claims.Select(claim => claim.Entry.Spec.Name).Order(StringComparer.Ordinal))}.",
            string.Join("; ", it.Claims.SelectMany(claim => claim.Evidence.Select(hit => $"{claim.Entry.Id}: {hit.Match}")).Distinct().Order(StringComparer.Ordinal))));
}
