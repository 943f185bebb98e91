using System.Text.Json.Nodes;
using HomeLab.Inventory.Catalog;
using HomeLab.Inventory.Catalog.Judging;
using HomeLab.Inventory.Graph.Rules;

namespace HomeLab.Inventory.Findings.Rules;

/// <summary>Of what a controller made, the report is the controller's.</summary>
sealed class PolicyViolations() : FindingRule(
    "kubernetes.policy-violations", FindingSeverity.Warning, "Policies fail for a workload",
    "Look at the report with `kubectl describe`, and change the workload or the policy.")
{
    const int MostNamed = 3;

    static readonly string[] Groups = ["wgpolicyk8s.io", "openreports.io", "reports.kyverno.io"];

    public override IEnumerable<Finding> Look(Survey survey) => Groups
        .SelectMany(group => survey.Kubernetes(group, "PolicyReport").Concat(survey.Kubernetes(group, "ClusterPolicyReport")))
        .SelectMany(report => Failures(survey, report))
        .GroupBy(it => it.Subject, StringComparer.Ordinal)
        .Select(it => Found(
            it.Key, $"{it.Sum(failure => failure.Count)} policy results fail for it.",
            string.Join(", ", it.SelectMany(failure => failure.Policies).Distinct().Order(StringComparer.Ordinal).Take(MostNamed)),
            it.SelectMany(failure => Survey.SourcesOf(failure.Report))));

    /// <summary>By the resource that is named in the results, or the one that the whole report is about.</summary>
    static IEnumerable<(string Report, string Subject, double Count, IEnumerable<string> Policies)> Failures(Survey survey, Observation report)
    {
        var failed = report.Facts.At("results").Items().Where(it => it.Text("result") is "fail" or "error").ToList();
        if (report.Facts.At("scope") is JsonObject scope)
        {
            var count = Number(report.Facts.At("summary"), "fail") + Number(report.Facts.At("summary"), "error");
            if (count > 0)
                yield return (report.Address, SubjectOf(scope), count, failed.Select(it => it.Text("policy")));
            yield break;
        }
        foreach (var (resource, result) in failed.SelectMany(it => it.At("resources").Items().Select(resource => (resource, it))))
            yield return (report.Address, SubjectOf(resource), 1, [result.Text("policy")]);

        string SubjectOf(JsonNode it) => survey.ControllerOf(
            Survey.AddressOf(report.Site, it.Text("apiVersion"), it.Text("kind"), it.Text("namespace") is { Length: > 0 } space ? space : report.Namespace, it.Text("name")));
    }

    static double Number(JsonNode? node, string name) => Quantity.Parse(node.Text(name)) ?? 0;
}
