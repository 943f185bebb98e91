namespace HomeLab.Inventory.Findings.Rules;

/// <summary>Only where stacks of a repository run, and where some repository declares stacks at all.</summary>
sealed class StackUndeclared() : FindingRule(
    "drift.stack-undeclared", FindingSeverity.Info, "A Compose project runs that no repository declares",
    "Declare it as a stack, or take it down: nobody could make it again.")
{
    public override TimeSpan Lasts => TimeSpan.FromMinutes(10);

    public override IEnumerable<Finding> Look(Survey survey)
    {
        var comparison = new StackComparison(survey);
        return survey.Containers.Where(it => comparison.Sites.Contains(it.Site) && it.Project.Length > 0 && !comparison.Projects.Contains(it.Project))
            .GroupBy(it => $"{it.Site}/{it.Project}", StringComparer.Ordinal)
            .Select(it => Found(
                it.Key, $"{it.First().Project} is declared nowhere.", string.Join(", ", it.Select(container => container.Address).Order(StringComparer.Ordinal)), survey.Repositories.Keys)
                with { RestsOnAbsence = true });
    }
}
