using System.Globalization;
using HomeLab.Inventory.Graph.Rules;
using HomeLab.Inventory.Repositories.Pulls;
using HomeLab.Inventory.Sources;

namespace HomeLab.Inventory.Findings.Rules;

sealed class StalePullRequests() : FindingRule(
    "pulls.stale", FindingSeverity.Info, "A pull request has been open for long",
    "Merge or close it; how long one may be open says pulls.staleAfter of the repository in lab.yaml.")
{
    public override IEnumerable<Finding> Look(Survey survey) =>
        from repository in survey.Lab?.Repositories ?? []
        where repository.Pulls is not null
        from pull in survey.Observations.Where(it => it.Kind == PullRequestResources.Kind && it.Site == SourceNames.OfPulls(repository))
        let created = pull.Facts.Text("createdAt")
        where DateTimeOffset.TryParse(created, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var at) && survey.At - at > repository.Pulls!.StaleAfter
        select Found(pull.Address, $"{pull.Name} has been open since {created[..10]}.", $"created_at = {created}, by {pull.Facts.Text("author")}");
}
