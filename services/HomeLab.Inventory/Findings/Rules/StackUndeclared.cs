namespace HomeLab.Inventory.Findings.Rules;

/// <summary>Only on engines to which a repository is proven to be deployed.</summary>
sealed class StackUndeclared() : FindingRule(
    "drift.stack-undeclared", FindingSeverity.Info, "A Compose project runs that no repository declares",
    "Declare it as a stack, or take it down: nobody could make it again.")
{
    public override TimeSpan Lasts => TimeSpan.FromMinutes(10);

    public override IEnumerable<Finding> Look(Survey survey)
    {
        var engines = survey.Declared.Select(it => it.Facts.Observed?.Split('/')).OfType<string[]>().Where(it => it[0] == "docker").Select(it => $"docker/{it[1]}").ToHashSet();
        var projects = survey.DeclaredAs("compose/project").Where(it => it.Owner.Length > 0).Select(it => it.Name).ToHashSet();
        return survey.Containers.Where(it => engines.Contains(it.Site) && it.Project.Length > 0 && !projects.Contains(it.Project))
            .GroupBy(it => $"{it.Site}/{it.Project}", StringComparer.Ordinal)
            .Select(it => Found(
                it.Key, $"{it.First().Project} is declared nowhere.", string.Join(", ", it.Select(container => container.Address).Order(StringComparer.Ordinal)), survey.Repositories.Keys)
                with { RestsOnAbsence = true });
    }
}
