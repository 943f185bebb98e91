namespace HomeLab.Inventory.Findings.Rules;

sealed class WorkloadMissing() : FindingRule(
    "drift.workload-missing", FindingSeverity.Warning, "A workload is declared, and the cluster does not have it",
    "See what deploys it (Argo CD, Flux) and what it says, or take it out of the repository.")
{
    public override TimeSpan Lasts => TimeSpan.FromMinutes(10);

    public override IEnumerable<Finding> Look(Survey survey) => new WorkloadComparison(survey).Missing.Select(it => Found(
        it.Item.Address, $"There is no {it.Address}.", it.Item.Place, Survey.SourcesOf(it.Address)) with { RestsOnAbsence = true });
}
