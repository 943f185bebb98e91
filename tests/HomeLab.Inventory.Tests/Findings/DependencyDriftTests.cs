using HomeLab.Inventory.Findings;
using HomeLab.Inventory.Tests.Repositories;
using HomeLab.Testing;

namespace HomeLab.Inventory.Tests.Findings;

public sealed class DependencyDriftTests
{
    const string Lab = "lab: {kubernetes: [{name: talos}], repositories: [{name: home, url: 'https://git.example.org/home/lab', cluster: talos}]}";

    [Fact]
    [Proves("S3-3")]
    public void What_a_cluster_waits_for_otherwise_than_its_repository_declares_is_found_until_it_is_the_same()
    {
        var found = Assert.Single(Look(Kustomization("logging", "istio")));

        Assert.Equal(["kubernetes/talos/kustomize.toolkit.fluxcd.io/Kustomization/flux-system/logging"], found.Addresses);
        Assert.Equal("It waits for flux-system/istio, and flux-system/monitoring is declared.", found.What);
        Assert.Empty(Look(Kustomization("logging", "monitoring")));
        Assert.Equal("It waits for nothing, and flux-system/monitoring is declared.", Assert.Single(Look(Kustomization("logging", ""))).What);
    }

    static IEnumerable<Finding> Look(string observed) => FindingRules.All["drift.dependencies"].Look(SurveyedLab.Of(
        $"{Lab}\n---\n{observed}",
        TestTree.Read(("clusters/lab/flux-system.yaml", Kustomization("flux-system", "", "./clusters/lab")), ("clusters/lab/logging.yaml", Kustomization("logging", "monitoring")), ("apps/readme.txt", ""))));

    static string Kustomization(string name, string needs, string path = "./apps") => $"""
        apiVersion: kustomize.toolkit.fluxcd.io/v1
        kind: Kustomization
        metadata:
          name: {name}
          namespace: flux-system
        spec:
          path: {path}
          dependsOn: [{(needs.Length > 0 ? $"{{name: {needs}}}" : "")}]
          sourceRef: {"{"}kind: GitRepository, name: flux-system{"}"}

        """;
}
