using HomeLab.Inventory.Findings;
using HomeLab.Inventory.Tests.Repositories;
using HomeLab.Testing;

namespace HomeLab.Inventory.Tests.Findings;

public sealed class UpdatesOfferedTests
{
    const string Lab = "lab: {kubernetes: [{name: talos}], repositories: [{name: home, url: 'https://github.com/home/lab', cluster: talos, pulls: {forge: github, staleAfter: 21d}}]}";

    const string Running = """
        {apiVersion: apps/v1, kind: Deployment, metadata: {name: web, namespace: apps}, spec: {template: {spec: {containers: [{name: web, image: 'ghcr.io/example/web:v1.0.0'}]}}}}
        ---
        {apiVersion: helm.toolkit.fluxcd.io/v2, kind: HelmRelease, metadata: {name: cilium, namespace: apps}, status: {history: [{chartVersion: 1.18.0}, {chartVersion: 1.17.0}]}}
        """;

    [Fact]
    [Proves("S4-4")]
    public void What_runs_what_is_declared_and_what_is_available_is_told_of_each_image_chart_and_action()
    {
        var found = Look("update.available", Pull(7, "Update all", "2026-02-27T08:00:00Z", "ghcr.io/example/web|v1.1.0|v1.2.0", "cilium|1.18.1|1.18.2", "actions/checkout|v4|v5"));

        Assert.Equal(
            [
                "actions/checkout: v4 is declared, v5 is available.", "cilium: 1.18.0 runs, 1.18.1 is declared, 1.18.2 is available.",
                "ghcr.io/example/web: v1.0.0 runs, v1.1.0 is declared, v1.2.0 is available.",
            ],
            found.Select(it => it.What).Order(StringComparer.Ordinal));
        Assert.All(found, it => Assert.Contains("#7 Update all, open since 2026-02-27", it.Evidence, StringComparison.Ordinal));
        Assert.All(found, it => Assert.Equal("pulls/home/7", it.Addresses[^1]));
    }

    [Fact]
    [Proves("S4-4")]
    public void What_mends_a_vulnerability_is_told_apart_and_since_when_it_waits()
    {
        var pull = Pull(8, "Update web [SECURITY]", "2026-02-20T08:00:00Z", "ghcr.io/example/web|v1.1.0|v1.1.1");

        var found = Assert.Single(Look("update.security", pull));
        Assert.Equal(FindingSeverity.Warning, found.Severity);
        Assert.Contains("open since 2026-02-20", found.Evidence, StringComparison.Ordinal);
        Assert.Empty(Look("update.available", pull));
    }

    [Fact]
    [Proves("S4-14")]
    public void What_nobody_has_looked_after_for_long_is_found_a_pull_request_a_suspended_object_and_a_system_without_maintainers()
    {
        const string Suspended = "{apiVersion: kustomize.toolkit.fluxcd.io/v1, kind: Kustomization, metadata: {name: photos, namespace: flux-system}, spec: {suspend: true}}";
        const string Controller = "{apiVersion: apps/v1, kind: Deployment, metadata: {name: ingress-nginx-controller, namespace: ingress-nginx, labels: {app.kubernetes.io/name: ingress-nginx}}, spec: {template: {spec: {containers: [{name: controller, image: 'registry.k8s.io/ingress-nginx/controller:v1.15.1'}]}}}}";
        string[] rules = ["pulls.stale", "flux.suspended-for-long", "catalogue.unmaintained"];
        var lab = Survey(Pull(9, "Update old", "2026-01-30T08:00:00Z"), Pull(10, "Update new", "2026-02-20T08:00:00Z"), Suspended, Controller);

        Assert.Equal(
            ["pulls/home/9", "kubernetes/talos/kustomize.toolkit.fluxcd.io/Kustomization/flux-system/photos", "system/kubernetes/talos/ingress-nginx"],
            rules.Select(it => Assert.Single(FindingRules.All[it].Look(lab)).Addresses[0]));
        Assert.Equal(TimeSpan.FromDays(7), FindingRules.All["flux.suspended-for-long"].Lasts);
    }

    static IReadOnlyList<Finding> Look(string rule, params string[] documents) => [.. FindingRules.All[rule].Look(Survey(documents))];

    static Survey Survey(params string[] documents) => SurveyedLab.Of(
        string.Join("\n---\n", [Lab, Running, .. documents]),
        TestTree.Read(
            ("clusters/lab/flux-system.yaml", "apiVersion: kustomize.toolkit.fluxcd.io/v1\nkind: Kustomization\nmetadata: {name: flux-system, namespace: flux-system}\nspec: {path: ./clusters/lab, sourceRef: {kind: GitRepository, name: flux-system}}\n"),
            ("clusters/lab/web.yaml", "apiVersion: apps/v1\nkind: Deployment\nmetadata: {name: web, namespace: apps}\nspec: {template: {spec: {containers: [{name: web, image: 'ghcr.io/example/web:v1.1.0'}]}}}\n"),
            ("clusters/lab/cilium.yaml", "apiVersion: helm.toolkit.fluxcd.io/v2\nkind: HelmRelease\nmetadata: {name: cilium, namespace: apps}\nspec: {chart: {spec: {chart: cilium, version: 1.18.1}}}\n")));

    static string Pull(int number, string title, string created, params string[] updates) =>
        $"pull: {{number: {number}, title: '{title}', created_at: '{created}', user: {{login: 'renovate[bot]'}}, head: {{ref: renovate/{number}}}, base: {{ref: main}}, body: \"{string.Concat(updates.Select(Row))}\"}}";

    static string Row(string update) => update.Split('|') is [var package, var from, var to] ? $"| [{package}](https://example.org) | minor | `{from}` -> `{to}` |\\n" : "";
}
