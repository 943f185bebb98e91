using System.Text.Json.Nodes;
using HomeLab.Inventory.Catalog;
using HomeLab.Inventory.Graph.Rules;

namespace HomeLab.Inventory.Findings.Rules;

/// <summary>Ceph and Longhorn say themselves when copies of data are missing.</summary>
sealed class StorageInTrouble() : FindingRule(
    "storage.in-trouble", FindingSeverity.Critical, "Storage has lost copies of data, or warns",
    "Look at the storage's own view first (ceph status, Longhorn's volumes): another failure now may lose data.")
{
    const int MostNamed = 3;

    public override TimeSpan Lasts => TimeSpan.FromMinutes(2);

    public override IEnumerable<Finding> Look(Survey survey) =>
    [
        .. survey.Kubernetes("ceph.rook.io", "CephCluster").Where(it => it.Facts.At("status").At("ceph").Text("health") is "HEALTH_WARN" or "HEALTH_ERR").Select(Ceph),
        .. survey.Kubernetes("longhorn.io", "Volume").Where(it => it.Facts.At("status").Text("robustness") is "degraded" or "faulted").Select(it => Found(
            it.Address, it.Facts.At("status").Text("robustness") == "faulted" ? "None of the volume's replicas can be read." : "The volume has fewer good replicas than it should.",
            $"status.robustness = {it.Facts.At("status").Text("robustness")}") with { Severity = it.Facts.At("status").Text("robustness") == "faulted" ? FindingSeverity.Critical : FindingSeverity.Warning }),
    ];

    Finding Ceph(Observation cluster)
    {
        var ceph = cluster.Facts.At("status").At("ceph");
        var details = (ceph.At("details") as JsonObject ?? []).Select(it => $"{it.Key}: {it.Value.Text("message")}").Take(MostNamed);
        return Found(cluster.Address, $"Ceph says {ceph.Text("health")}.", string.Join("; ", details))
            with { Severity = ceph.Text("health") == "HEALTH_ERR" ? FindingSeverity.Critical : FindingSeverity.Warning };
    }
}
