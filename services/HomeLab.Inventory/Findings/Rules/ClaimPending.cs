using HomeLab.Inventory.Graph.Rules;

namespace HomeLab.Inventory.Findings.Rules;

/// <summary>A claim whose class waits for its first consumer is right to wait until there is one.</summary>
sealed class ClaimPending() : FindingRule(
    "kubernetes.claim-pending", FindingSeverity.Warning, "A volume is not made",
    "`kubectl describe pvc` says why: no such class, no room at the storage, or a driver that does not run.")
{
    public override TimeSpan Lasts => TimeSpan.FromMinutes(5);

    public override IEnumerable<Finding> Look(Survey survey)
    {
        var patient = survey.Kubernetes("storage.k8s.io", "StorageClass").Where(it => it.Facts.Text("volumeBindingMode") == "WaitForFirstConsumer")
            .Select(it => (it.Site, it.Name)).ToHashSet();
        return survey.Kubernetes("", "PersistentVolumeClaim").Where(it => it.Facts.At("status").Text("phase") == "Pending")
            .Select(it => (Claim: it, Class: it.Facts.At("spec").Text("storageClassName")))
            .Where(it => !patient.Contains((it.Claim.Site, it.Class)) || survey.Graph.Arriving(it.Claim.Address).Any(edge => edge.Kind == "mounts"))
            .Select(it => Found(it.Claim.Address, "The claim is still pending, and whatever mounts it does not start.", $"status.phase = Pending, class {(it.Class.Length > 0 ? it.Class : "none")}"));
    }
}
