using System.Text.Json.Nodes;
using HomeLab.Inventory.Catalog;
using HomeLab.Inventory.Graph.Rules;

namespace HomeLab.Inventory.Findings.Rules;

sealed class NoDefaultDeny() : FindingRule(
    "kubernetes.no-default-deny", FindingSeverity.Warning, "A namespace without a policy that denies by default",
    "Add a NetworkPolicy with an empty podSelector and policyTypes [Ingress], and allow what is needed beside it.")
{
    static readonly (string Group, string Kind, string Selector, string Type)[] Policies =
    [
        ("networking.k8s.io", "NetworkPolicy", "podSelector", "networkpolicies.networking.k8s.io"),
        ("cilium.io", "CiliumNetworkPolicy", "endpointSelector", "ciliumnetworkpolicies.cilium.io"),
        ("cilium.io", "CiliumClusterwideNetworkPolicy", "endpointSelector", "ciliumclusterwidenetworkpolicies.cilium.io"),
    ];

    public override IEnumerable<Finding> Look(Survey survey)
    {
        var covered = Policies.SelectMany(it => survey.Kubernetes(it.Group, it.Kind).Where(policy => Denies(policy, it.Selector))).Select(it => (it.Site, it.Namespace)).ToHashSet();
        return survey.Kubernetes("", "Namespace")
            .Where(it => !it.Name.StartsWith("kube-", StringComparison.Ordinal) && !covered.Contains((it.Site, it.Name)) && !covered.Contains((it.Site, "")))
            .Select(it => Found(
                it.Address, $"Every pod of the cluster may speak to every pod of {it.Name}.", "no policy of the namespace selects all its pods for ingress",
                Policies.Select(policy => $"{it.Site}/{policy.Type}")) with { RestsOnAbsence = true });
    }

    /// <summary>It selects all pods, and none of its rules lets everybody in. In Cilium an empty rule lets nobody in.</summary>
    static bool Denies(Observation policy, string selector)
    {
        var spec = policy.Facts.At("spec");
        if (spec.At(selector) is not JsonObject { Count: 0 })
            return false;
        if (policy.ApiGroup == "cilium.io")
            return spec.At("ingress") is JsonArray || spec.At("ingressDeny") is JsonArray;
        return (spec.At("policyTypes") is null || spec.At("policyTypes").Items().Any(it => it.ToString() == "Ingress"))
            && spec.At("ingress").Items().All(rule => rule.At("from") is JsonArray { Count: > 0 });
    }
}
