using System.Text.Json.Nodes;
using HomeLab.Inventory.Findings;
using HomeLab.Inventory.Tests.Catalog;
using HomeLab.Testing;

namespace HomeLab.Inventory.Tests.Findings;

public sealed class RequiredMissingTests
{
    /// <summary>As a platform of the third seed has them, with their folders.</summary>
    static readonly IReadOnlyDictionary<string, string> Required = new Dictionary<string, string>
    {
        ["istio"] = "istio", ["cert-manager"] = "cert-manager", ["kyverno"] = "kyverno", ["kube-prometheus-stack"] = "monitoring", ["loki"] = "logging",
        ["alloy"] = "logging", ["openbao"] = "openbao", ["external-secrets"] = "external-secrets", ["neuvector"] = "runtime-security", ["velero"] = "backup",
    };

    public static TheoryData<string> Systems => [.. Required.Keys];

    [Theory]
    [Proves("S3-1")]
    [MemberData(nameof(Systems))]
    public void Each_system_that_a_cluster_lacks_is_found_with_the_folder_that_deploys_it(string missing)
    {
        var found = Assert.Single(Look([.. Required.Keys.Where(it => it != missing)]));

        Assert.Equal(FindingSeverity.Critical, found.Severity);
        Assert.Equal($"system/kubernetes/talos/{missing}", found.Addresses[0]);
        Assert.Equal($"talos has no {missing}; it is deployed from platform/core/{Required[missing]}.", found.What);
        Assert.True(found.RestsOnAbsence);
    }

    [Fact]
    [Proves("S3-1")]
    public void A_cluster_that_has_all_lacks_none_and_one_that_is_not_seen_whole_is_not_accused()
    {
        Assert.Empty(Look([.. Required.Keys]));
        Assert.Empty(Look(["istio"], "kubernetes/talos/deployments.apps"));
        Assert.Equal(Required.Count - 1, Look(["istio"]).Count());
    }

    [Fact]
    public void A_definition_that_was_left_behind_is_no_system()
    {
        const string Definition = "{apiVersion: apiextensions.k8s.io/v1, kind: CustomResourceDefinition, metadata: {name: clusterpolicies.kyverno.io}}";

        Assert.Equal("system/kubernetes/talos/kyverno", Assert.Single(Find(Documents([.. Required.Keys.Where(it => it != "kyverno")]).Append(Definition), [])).Addresses[0]);
    }

    static IEnumerable<Finding> Look(IReadOnlyList<string> there, params string[] silent) => Find(Documents(there), silent);

    static IEnumerable<Finding> Find(IEnumerable<string> documents, string[] silent) =>
        FindingRules.All["kubernetes.required-missing"].Look(SurveyedLab.Of(string.Join("\n---\n", documents), null, silent));

    /// <summary>The lab, something of each type of workload, and what each system shows itself by.</summary>
    static IEnumerable<string> Documents(IReadOnlyList<string> there)
    {
        var requires = string.Join(", ", Required.Select(it => $"{{system: {it.Key}, component: platform/core/{it.Value}}}"));
        string[] always =
        [
            $"lab: {{kubernetes: [{{name: talos, requires: [{requires}]}}]}}", "{apiVersion: v1, kind: Namespace, metadata: {name: apps}}",
            .. new[] { "Deployment", "StatefulSet", "DaemonSet" }.Select(it => $"{{apiVersion: apps/v1, kind: {it}, metadata: {{name: web, namespace: apps}}, spec: {{template: {{}}}}}}"),
        ];
        return always.Concat(there.SelectMany(Objects));
    }

    static IEnumerable<string> Objects(string system) =>
        ((JsonArray)YamlJson.Read(File.ReadAllText(Path.Combine(CatalogFolder.Cases, system, "case.yaml")))["healthy"]!)
            .OfType<JsonObject>().Where(it => it.ContainsKey("apiVersion")).Select(it => it.ToJsonString());
}
