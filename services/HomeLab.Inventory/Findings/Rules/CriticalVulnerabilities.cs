using HomeLab.Inventory.Catalog;
using HomeLab.Inventory.Catalog.Judging;
using HomeLab.Inventory.Graph.Rules;

namespace HomeLab.Inventory.Findings.Rules;

sealed class CriticalVulnerabilities() : FindingRule(
    "kubernetes.critical-vulnerabilities", FindingSeverity.Warning, "A workload runs an image with critical vulnerabilities",
    "Move to an image in which they are fixed; `kubectl get vulnerabilityreports -A` lists them.")
{
    const string Label = "trivy-operator.";

    public override IEnumerable<Finding> Look(Survey survey) => survey.Kubernetes("aquasecurity.github.io", "VulnerabilityReport")
        .Select(it => (Report: it, Count: Quantity.Parse(it.Facts.At("report").At("summary").Text("criticalCount")) ?? 0))
        .Where(it => it.Count > 0)
        .GroupBy(it => WorkloadOf(survey, it.Report), StringComparer.Ordinal)
        .Select(it => Found(
            it.Key, $"{it.Sum(report => report.Count)} critical vulnerabilities are known in its images.",
            string.Join(", ", it.Select(report => $"{report.Report.Labels.GetValueOrDefault(Label + "container.name")}: {report.Count}").Order(StringComparer.Ordinal)),
            it.SelectMany(report => Survey.SourcesOf(report.Report.Address))));

    /// <summary>Trivy names the ReplicaSet.</summary>
    static string WorkloadOf(Survey survey, Observation report)
    {
        var kind = report.Labels.GetValueOrDefault(Label + "resource.kind", "");
        var group = kind switch { "Pod" or "ReplicationController" => "v1", "Job" or "CronJob" => "batch/v1", _ => "apps/v1" };
        return survey.ControllerOf(Survey.AddressOf(
            report.Site, group, kind, report.Labels.GetValueOrDefault(Label + "resource.namespace", report.Namespace), report.Labels.GetValueOrDefault(Label + "resource.name", "")));
    }
}
