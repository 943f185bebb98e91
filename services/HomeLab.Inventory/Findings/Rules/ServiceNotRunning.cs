namespace HomeLab.Inventory.Findings.Rules;

sealed class ServiceNotRunning() : FindingRule(
    "drift.service-missing", FindingSeverity.Warning, "A service is declared, and there is no container of it",
    "Deploy the stack again, or take the service out of the repository.")
{
    public override TimeSpan Lasts => TimeSpan.FromMinutes(10);

    public override IEnumerable<Finding> Look(Survey survey) => new StackComparison(survey).Missing.Select(it => Found(
        it.Service.Address, $"No container of {it.Project} is its {it.Service.Object.Name}.", $"{it.Service.Place}; not on {string.Join(", ", it.Engines)}", it.Engines)
        with { RestsOnAbsence = true });
}
