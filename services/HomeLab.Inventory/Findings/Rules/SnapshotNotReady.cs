using HomeLab.Inventory.Graph.Rules;

namespace HomeLab.Inventory.Findings.Rules;

sealed class SnapshotNotReady() : FindingRule(
    "kubernetes.snapshot-not-ready", FindingSeverity.Warning, "A snapshot of a volume failed",
    "Read the error, look at the driver's snapshot controller, and take the snapshot again: this one protects nothing.")
{
    public override TimeSpan Lasts => TimeSpan.FromMinutes(5);

    public override IEnumerable<Finding> Look(Survey survey) => survey.Kubernetes("snapshot.storage.k8s.io", "VolumeSnapshot")
        .Where(it => it.Facts.At("status").Text("readyToUse") == "false" && it.Facts.At("status").At("error") is not null)
        .Select(it => Found(
            it.Address, "The snapshot is not ready to use.", $"status.readyToUse = false: {it.Facts.At("status").At("error").Text("message")}"));
}
