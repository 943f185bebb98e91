using HomeLab.Inventory.Catalog.Judging;
using HomeLab.Inventory.Graph.Rules;

namespace HomeLab.Inventory.Findings.Rules;

sealed class ScaledOut() : FindingRule(
    "kubernetes.autoscaler-at-maximum", FindingSeverity.Info, "An autoscaler has been at its maximum for an hour",
    "Raise maxReplicas, give the pods more, or find out what the load is.")
{
    public override TimeSpan Lasts => TimeSpan.FromHours(1);

    public override IEnumerable<Finding> Look(Survey survey) => survey.Kubernetes("autoscaling", "HorizontalPodAutoscaler")
        .Select(it => (Scaler: it, Most: Quantity.Parse(it.Facts.At("spec").Text("maxReplicas")) ?? 0, Now: Quantity.Parse(it.Facts.At("status").Text("desiredReplicas")) ?? 0))
        .Where(it => it.Most > 0 && it.Now >= it.Most)
        .Select(it => Found(it.Scaler.Address, $"It wants {it.Most} replicas or more, and may not have more.", $"status.desiredReplicas = spec.maxReplicas = {it.Most}"));
}
