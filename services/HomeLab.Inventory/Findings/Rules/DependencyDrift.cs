using System.Text.Json.Nodes;
using HomeLab.Inventory.Graph.Rules;

namespace HomeLab.Inventory.Findings.Rules;

/// <summary>The order in which Flux deploys, as the repository declares it and as the cluster has it.</summary>
sealed class DependencyDrift() : FindingRule(
    "drift.dependencies", FindingSeverity.Warning, "What runs waits for something else than is declared",
    "Have Flux apply what the repository says (`flux reconcile …`), or write into it what the cluster has.")
{
    public override TimeSpan Lasts => TimeSpan.FromMinutes(15);

    public override IEnumerable<Finding> Look(Survey survey) =>
        from declared in survey.DeclaredAs("kubernetes/kustomize.toolkit.fluxcd.io/Kustomization", "kubernetes/helm.toolkit.fluxcd.io/HelmRelease")
        let observed = declared.Facts.Observed is { } address ? survey.Find(address) : null
        where observed is not null
        let wanted = Names(declared.Spec, declared.Namespace)
        let there = Names(observed.Facts, observed.Namespace)
        where wanted != there
        select Found([observed.Address], $"It waits for {there}, and {wanted} is declared.", declared.Place, Survey.SourcesOf(declared.Address));

    static string Names(JsonNode? manifest, string space)
    {
        var names = manifest.At("spec").At("dependsOn").Items()
            .Select(it => $"{(it.Text("namespace") is { Length: > 0 } other ? other : space)}/{it.Text("name")}").Order(StringComparer.Ordinal);
        return string.Join(", ", names) is { Length: > 0 } text ? text : "nothing";
    }
}
