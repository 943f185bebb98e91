using HomeLab.Inventory.Catalog.Judging;
using HomeLab.Inventory.Graph.Rules;

namespace HomeLab.Inventory.Findings.Rules;

sealed class FailedRunners() : FindingRule(
    "ci.failed-runners", FindingSeverity.Warning, "Runners of a set fail to start",
    "Look at the events of the set's EphemeralRunners: often the image or the token.")
{
    public override TimeSpan Lasts => TimeSpan.FromMinutes(5);

    public override IEnumerable<Finding> Look(Survey survey) => survey.Kubernetes("actions.github.com", "AutoscalingRunnerSet")
        .Concat(survey.Kubernetes("actions.github.com", "EphemeralRunnerSet").Where(it => !it.HasOwner))
        .Where(it => Quantity.Parse(it.Facts.At("status").Text("failedEphemeralRunners")) > 0)
        .Select(it => Found(it.Address, "Runners fail, so that jobs wait.", $"status.failedEphemeralRunners = {it.Facts.At("status").Text("failedEphemeralRunners")}"));
}
