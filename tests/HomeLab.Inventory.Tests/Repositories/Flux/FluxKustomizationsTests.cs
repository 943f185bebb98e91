using HomeLab.Inventory.Repositories;

namespace HomeLab.Inventory.Tests.Repositories.Flux;

public sealed class FluxKustomizationsTests
{
    static string Kustomization(string name, string path, string more = "") => $"""
        apiVersion: kustomize.toolkit.fluxcd.io/v1
        kind: Kustomization
        metadata: {"{"}name: {name}, namespace: flux-system{"}"}
        spec:
          path: {path}
          sourceRef: {"{"}kind: GitRepository, name: flux-system{"}"}
          {more}
        """;

    const string Route = """
        apiVersion: gateway.networking.k8s.io/v1
        kind: HTTPRoute
        metadata: {name: web, namespace: web}
        spec: {hostnames: ["web.${DOMAIN}"]}
        """;

    [Fact]
    public void Deploys_in_the_order_that_it_says()
    {
        var reading = TestTree.Read(
            ("clusters/lab/all.yaml", Kustomization("base", "./base") + "\n---\n" + Kustomization("apps", "./apps", "dependsOn: [{name: base}]")),
            ("base/ns.yaml", "{apiVersion: v1, kind: Namespace, metadata: {name: web}}"), ("apps/sub/pod.yaml", "{apiVersion: v1, kind: Pod, metadata: {name: p, namespace: web}}"));

        var order = Assert.Single(reading.Dependencies, it => it.Rule == "flux.dependsOn");
        Assert.EndsWith("Kustomization/flux-system/apps", order.From, StringComparison.Ordinal);
        Assert.EndsWith("Kustomization/flux-system/base", order.To, StringComparison.Ordinal);
        Assert.Equal(order.From, Assert.Single(reading.Objects, it => it.Kind == "kubernetes/core/Pod").Owner);
        Assert.Empty(reading.Problems);
    }

    [Fact]
    public void Substitutes_what_ConfigMaps_of_the_repository_say_and_nothing_of_Secrets()
    {
        var reading = TestTree.Read(
            ("clusters/lab.yaml", Kustomization("apps", "./apps", """
                postBuild:
                    substitute: {NAME: web, EMPTY: ""}
                    substituteFrom:
                      - {kind: ConfigMap, name: settings}
                      - {kind: Secret, name: keys}
                """)),
            ("clusters/settings.yaml", "{apiVersion: v1, kind: ConfigMap, metadata: {name: settings, namespace: flux-system}, data: {DOMAIN: example.org, API_TOKEN: canary}}"),
            ("apps/route.yaml", Route),
            ("apps/all.yaml", """
                apiVersion: apps/v1
                kind: Deployment
                metadata: {name: "${NAME}"}
                spec:
                  a: ${EMPTY:-filled}
                  b: ${MISSING:=other}
                  c: $${KEPT}
                  d: ${DOMAIN^^}
                  e: ${FROM_SECRET}
                  f: ${API_TOKEN}
                  g: $PLAIN
                """));

        Assert.Equal("web.example.org", Assert.Single(reading.Hosts).Host);
        var spec = Assert.Single(reading.Objects, it => it.Name == "web" && it.Kind == "kubernetes/apps/Deployment").SpecJson;
        Assert.Contains("""{"a":"filled","b":"other","c":"${KEPT}","d":"EXAMPLE.ORG","e":"${FROM_SECRET}","f":"${API_TOKEN}","g":"$PLAIN"}""", spec, StringComparison.Ordinal);
        Assert.Equal([("Substitution", "FROM_SECRET"), ("Substitution", "Secret keys")], reading.Unresolved.Select(it => (it.Code, it.Subject)).Order());
        Assert.DoesNotContain("canary", TestTree.Everything(reading), StringComparison.Ordinal);
    }

    [Fact]
    public void Substitutes_from_the_one_that_is_deployed_where_several_files_hold_it()
    {
        static string Settings(string domain) => $"{{apiVersion: v1, kind: ConfigMap, metadata: {{name: settings, namespace: flux-system}}, data: {{DOMAIN: {domain}}}}}";
        const string From = "postBuild: {substituteFrom: [{kind: ConfigMap, name: settings}]}";

        var known = TestTree.Read(
            ("core/kustomization.yaml", "resources: [settings.yaml, apps.yaml]"), ("core/settings.yaml", Settings("one.example.org")), ("other/settings.yaml", Settings("two.example.org")),
            ("core/apps.yaml", Kustomization("apps", "./apps", From)), ("apps/route.yaml", Route));
        var open = TestTree.Read(
            ("a/settings.yaml", Settings("one.example.org")), ("b/settings.yaml", Settings("two.example.org")), ("core/apps.yaml", Kustomization("apps", "./apps", From)), ("apps/route.yaml", Route));

        Assert.Equal("web.one.example.org", Assert.Single(known.Hosts).Host);
        Assert.Empty(open.Hosts);
        Assert.Contains(open.Unresolved, it => it is { Code: "Substitution", Subject: "ConfigMap settings" });
    }

    [Fact]
    public void Begins_with_the_one_that_deploys_itself()
    {
        var reading = TestTree.Read(
            ("cluster/flux-system/kustomization.yaml", "resources: [sync.yaml]"), ("cluster/flux-system/sync.yaml", Kustomization("flux-system", "./cluster")),
            ("cluster/apps.yaml", Kustomization("apps", "./apps")), ("apps/pod.yaml", "{apiVersion: v1, kind: Pod, metadata: {name: p, namespace: a}}"));

        var root = "repository/home/kubernetes/cluster:kustomize.toolkit.fluxcd.io/Kustomization/flux-system/flux-system";
        Assert.Contains(reading.Objects, it => it.Address == root);
        Assert.Contains(reading.Objects, it => it.Name == "apps" && it.Owner.EndsWith("Kustomization/flux-system/flux-system", StringComparison.Ordinal));
        Assert.Contains(reading.Objects, it => it.Name == "p" && it.Owner.EndsWith("Kustomization/flux-system/apps", StringComparison.Ordinal));
        Assert.Empty(reading.Problems);
    }

    [Fact]
    public void Adds_what_the_Kustomization_adds()
    {
        var reading = TestTree.Read(
            ("cluster.yaml", Kustomization("apps", "./apps", """
                targetNamespace: web
                  namePrefix: a-
                  images: [{name: web, newTag: "2"}]
                  components: [../parts]
                  commonMetadata: {labels: {team: lab}}
                  patches: [{target: {kind: Deployment}, patch: '[{op: add, path: /spec/replicas, value: 3}]'}]
                """)),
            ("apps/all.yaml", "{apiVersion: apps/v1, kind: Deployment, metadata: {name: web}, spec: {template: {spec: {containers: [{name: w, image: 'web:1'}]}}}}"),
            ("parts/kustomization.yaml", "kind: Component\nresources: [more.yaml]"), ("parts/more.yaml", "{apiVersion: v1, kind: ConfigMap, metadata: {name: more}}"));

        Assert.Equal(
            [("a-more", "web"), ("a-web", "web")], reading.Objects.Where(it => it.Reach == Reach.Owned).Select(it => (it.Name, it.Namespace)).Order());
        var spec = Assert.Single(reading.Objects, it => it.Name == "a-web").SpecJson;
        Assert.Contains("\"replicas\":3", spec, StringComparison.Ordinal);
        Assert.Contains("\"image\":\"web:2\"", spec, StringComparison.Ordinal);
        Assert.Contains("\"team\":\"lab\"", spec, StringComparison.Ordinal);
    }

    [Fact]
    public void Reads_a_release_with_its_source_its_order_and_its_hosts()
    {
        var reading = TestTree.Read(
            ("kustomization.yaml", "resources: [all.yaml]"),
            ("all.yaml", """
                apiVersion: source.toolkit.fluxcd.io/v1
                kind: HelmRepository
                metadata: {name: charts, namespace: flux-system}
                spec: {url: "https://charts.example.org"}
                ---
                apiVersion: v1
                kind: ConfigMap
                metadata: {name: more, namespace: web}
                data:
                  values.yaml: |
                    ingress: {enabled: true, hosts: [{host: web.example.org}]}
                ---
                apiVersion: helm.toolkit.fluxcd.io/v2
                kind: HelmRelease
                metadata: {name: web, namespace: web}
                spec:
                  chart: {spec: {chart: web, version: 1.2.3, sourceRef: {kind: HelmRepository, name: charts, namespace: flux-system}}}
                  dependsOn: [{name: gone}]
                  valuesFrom: [{kind: ConfigMap, name: more}, {kind: Secret, name: keys}]
                  values:
                    adminPassword: canary
                    httpRoute: {hostnames: [api.example.org, "{{ .Release.Name }}.example.org"]}
                    other: {ingress: {enabled: false, hosts: [off.example.org]}}
                """));

        Assert.Equal(
            [("api.example.org", "values.httpRoute.hostnames"), ("web.example.org", "values.ingress.hosts")], reading.Hosts.Select(it => (it.Host, it.Rule)));
        Assert.EndsWith("HelmRepository/flux-system/charts", Assert.Single(reading.Dependencies, it => it.Rule == "flux.sourceRef").To, StringComparison.Ordinal);
        Assert.Equal(["HelmChart", "Substitution", "Template"], reading.Unresolved.Select(it => it.Code).Order());
        Assert.Equal("UnknownDependency", Assert.Single(reading.Problems).Code);
        Assert.DoesNotContain("canary", TestTree.Everything(reading), StringComparison.Ordinal);
    }

    [Fact]
    public void Says_what_waits_for_itself()
    {
        var reading = TestTree.Read(("all.yaml",
            Kustomization("a", "./x", "dependsOn: [{name: b}]") + "\n---\n" + Kustomization("b", "./x", "dependsOn: [{name: c}]") + "\n---\n" + Kustomization("c", "./x", "dependsOn: [{name: a}]")),
            ("x/pod.yaml", "{apiVersion: v1, kind: Pod, metadata: {name: p, namespace: a}}"));

        var problem = Assert.Single(reading.Problems);
        Assert.Equal("DependencyCycle", problem.Code);
        Assert.Contains("flux-system/a → ", problem.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("{kind: Bucket, name: x}", "SourceElsewhere")]
    [InlineData("{kind: GitRepository, name: other}", "SourceElsewhere")]
    public void Says_what_is_deployed_from_elsewhere(string source, string code)
    {
        var reading = TestTree.Read(
            new RepositoryOptions("home", [], ["https://git.example.org/home/lab"], ""),
            ("all.yaml", Kustomization("a", "./x").Replace("{kind: GitRepository, name: flux-system}", source, StringComparison.Ordinal)
                + "\n---\n{apiVersion: source.toolkit.fluxcd.io/v1, kind: GitRepository, metadata: {name: other, namespace: flux-system}, spec: {url: 'https://git.example.org/other/lab'}}"),
            ("x/pod.yaml", "{apiVersion: v1, kind: Pod, metadata: {name: p}}"));

        Assert.Equal(code, Assert.Single(reading.Unresolved).Code);
    }
}
