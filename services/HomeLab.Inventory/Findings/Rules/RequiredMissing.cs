using HomeLab.Inventory.Systems;

namespace HomeLab.Inventory.Findings.Rules;

/// <summary>What the lab says that a cluster has to have. A definition alone, which is left when a system goes, does not count as one.</summary>
sealed class RequiredMissing() : FindingRule(
    "kubernetes.required-missing", FindingSeverity.Critical, "A cluster lacks a system that it has to have",
    "Deploy the component that the finding names; if the cluster may be without it, take it out of `requires` in lab.yaml.")
{
    static readonly string[] Workloads = ["deployments.apps", "statefulsets.apps", "daemonsets.apps"];

    /// <summary>A system that is replaced is gone for a moment.</summary>
    public override TimeSpan Lasts => TimeSpan.FromMinutes(5);

    public override IEnumerable<Finding> Look(Survey survey)
    {
        var there = survey.Catalog.Systems.Where(it => it.Objects.Count == 0 || it.Objects.Any(o => o.Object.Kind != "CustomResourceDefinition"))
            .Select(it => JudgedSystem.AddressOf(it.Site, it.Entry.Id)).ToHashSet(StringComparer.Ordinal);
        return
            from cluster in survey.Lab?.Kubernetes ?? []
            let source = Sources.SourceNames.Of(cluster)
            let parts = Workloads.Select(it => $"{source}/{it}").ToList()
            where survey.IsRead(source) && parts.TrueForAll(survey.IsRead)
            from required in cluster.Requires ?? []
            let address = JudgedSystem.AddressOf(source, required.System)
            where !there.Contains(address)
            select Found(
                [address, source], $"{cluster.Name} has no {required.System}{(required.Component is { } component ? $"; it is deployed from {component}" : "")}.",
                $"spec.kubernetes {cluster.Name} requires {required.System}", parts) with { RestsOnAbsence = true };
    }
}
