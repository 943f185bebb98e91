using HomeLab.Inventory.Graph.Rules;
using System.Text.Json.Nodes;

namespace HomeLab.Inventory.Findings.Rules;

/// <summary>What a set makes is said at the set.</summary>
sealed class SelfHealOff() : FindingRule(
    "argocd.self-heal-off", FindingSeverity.Info, "Argo CD applies by itself, and leaves alone what somebody changes in the cluster",
    "Set syncPolicy.automated.selfHeal: true, or keep in mind that the repository is not what runs.")
{
    public override IEnumerable<Finding> Look(Survey survey) => survey.DeclaredAs("kubernetes/argoproj.io/Application", "kubernetes/argoproj.io/ApplicationSet")
        .Where(it => it.IsMeant && !it.Owner.Contains("/ApplicationSet/", StringComparison.Ordinal))
        .Select(it => (Item: it, Spec: it.Kind.EndsWith("Set", StringComparison.Ordinal) ? it.Spec.At("spec").At("template").At("spec") : it.Spec.At("spec")))
        .Where(it => it.Spec.At("syncPolicy").At("automated") is JsonObject automated && automated.Text("selfHeal") != "true")
        .Select(it => Found(it.Item.Address, "What is changed by hand stays changed until the next commit.", $"{it.Item.Place} syncPolicy.automated.selfHeal"));
}
