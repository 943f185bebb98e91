using HomeLab.Inventory.Repositories;

namespace HomeLab.Inventory.Tests.Repositories.Manifests;

public sealed class ManifestDeclarationsTests
{
    [Theory]
    [InlineData("gateway.networking.k8s.io/v1", "HTTPRoute", "hostnames: [A.Example.org, '*.example.org']", "*.example.org", "a.example.org")]
    [InlineData("gateway.networking.k8s.io/v1alpha2", "TLSRoute", "hostnames: [a.example.org]", "a.example.org")]
    [InlineData("networking.k8s.io/v1", "Ingress", "rules: [{host: a.example.org}, {http: {}}]", "a.example.org")]
    [InlineData("networking.istio.io/v1", "VirtualService", "hosts: [a.example.org, web, web.apps.svc.cluster.local]", "a.example.org")]
    [InlineData("traefik.io/v1alpha1", "IngressRoute", "routes: [{match: 'Host(`a.example.org`) && PathPrefix(`/x`)'}]", "a.example.org")]
    [InlineData("traefik.io/v1alpha1", "IngressRouteTCP", "routes: [{match: 'HostSNI(`a.example.org`)'}]", "a.example.org")]
    [InlineData("externaldns.k8s.io/v1alpha1", "DNSEndpoint", "endpoints: [{dnsName: a.example.org}]", "a.example.org")]
    [InlineData("v1", "Service", "ports: []")]
    public void Tells_the_hosts_of_a_kind(string version, string kind, string spec, params string[] hosts)
    {
        var reading = TestTree.Read(("a.yaml", $"apiVersion: {version}\nkind: {kind}\nmetadata: {{name: x, namespace: y}}\nspec: {{{spec}}}\n"));

        Assert.Equal(hosts, reading.Hosts.Select(it => it.Host));
        Assert.All(reading.Hosts, it => Assert.Equal(("a.yaml", 4), (it.At.File, it.At.Line)));
        Assert.Empty(reading.Problems);
    }

    [Fact]
    public void Joins_what_is_named_to_what_is_declared()
    {
        var reading = TestTree.Read(
            ("kustomization.yaml", "resources: [all.yaml]"),
            ("all.yaml", """
                {apiVersion: gateway.networking.k8s.io/v1, kind: HTTPRoute, metadata: {name: r, namespace: a}, spec: {parentRefs: [{name: g, namespace: gw}], rules: [{backendRefs: [{name: s}]}]}}
                ---
                {apiVersion: gateway.networking.k8s.io/v1, kind: Gateway, metadata: {name: g, namespace: gw}}
                ---
                {apiVersion: v1, kind: Service, metadata: {name: s, namespace: a}}
                ---
                {apiVersion: v1, kind: Service, metadata: {name: s, namespace: b}}
                ---
                {apiVersion: discovery.k8s.io/v1, kind: EndpointSlice, metadata: {name: e, namespace: a, labels: {kubernetes.io/service-name: s}}}
                ---
                {apiVersion: v1, kind: Pod, metadata: {name: p, namespace: b}, spec: {containers: [{name: c}], volumes: [{name: v, persistentVolumeClaim: {claimName: d}}]}}
                ---
                {apiVersion: v1, kind: PersistentVolumeClaim, metadata: {name: d, namespace: b}}
                """));

        Assert.Equal(
            ["EndpointSlice/a/e kubernetes.io/service-name Service/a/s", "HTTPRoute/a/r backendRefs Service/a/s", "HTTPRoute/a/r parentRefs Gateway/gw/g", "Pod/b/p persistentVolumeClaim PersistentVolumeClaim/b/d"],
            reading.Dependencies.Select(it => $"{Short(it.From)} {it.Rule} {Short(it.To)}").Order());

        static string Short(string address) => string.Join('/', address.Split('/')[^3..]);
    }

    [Fact]
    public void Keeps_the_keys_of_secrets_and_settings_and_none_of_their_values()
    {
        var reading = TestTree.Read(("a.yaml", """
            {apiVersion: v1, kind: Secret, metadata: {name: a}, data: {k: Y2FuYXJ5}, stringData: {l: canary-1}}
            ---
            {apiVersion: v1, kind: ConfigMap, metadata: {name: b}, data: {m: canary-2}, binaryData: {n: Y2FuYXJ5}}
            ---
            {apiVersion: bitnami.com/v1alpha1, kind: SealedSecret, metadata: {name: c}, spec: {encryptedData: {o: canary-3}}}
            ---
            {apiVersion: v1, kind: Secret, metadata: {name: d}, stringData: {p: 'ENC[AES256_GCM,data:canary-4]'}, sops: {mac: x, version: 3.9.0, age: []}}
            ---
            {apiVersion: v1, kind: Pod, metadata: {name: e}, spec: {containers: [{name: f, env: [{name: DB_PASSWORD, value: canary-5}, {name: LOG_LEVEL, value: canary-6}, {name: URL, value: "http://db:5432"}]}]}}
            ---
            {apiVersion: example.org/v1, kind: Custom, metadata: {name: f}, spec: {clientSecret: canary-7, secretName: kept, tokens: [canary-8]}}
            """));

        var everything = TestTree.Everything(reading);
        Assert.DoesNotContain("canary", everything, StringComparison.Ordinal);
        Assert.DoesNotContain("Y2FuYXJ5", everything, StringComparison.Ordinal);
        foreach (var kept in (string[])["\"k\":null,", "\"l\":null", "\"m\":null", "\"o\":null", "\"p\":null", "http://db:5432", "\"secretName\":\"kept\""])
            Assert.Contains(kept.TrimEnd(','), everything, StringComparison.Ordinal);
        Assert.Equal(("Encrypted", "Secret d"), Assert.Single(reading.Unresolved) is var it ? (it.Code, it.Subject) : default);
    }

    [Fact]
    public void Knows_what_has_no_namespace_and_what_only_lies_there()
    {
        var reading = TestTree.Read(
            ("crd.yaml", "{apiVersion: apiextensions.k8s.io/v1, kind: CustomResourceDefinition, metadata: {name: things.example.org}, spec: {group: example.org, scope: Cluster, names: {kind: Thing}}}"),
            ("k/kustomization.yaml", "namespace: web\nresources: [all.yaml]"),
            ("k/all.yaml", "{apiVersion: example.org/v1, kind: Thing, metadata: {name: a}}\n---\n{apiVersion: cert-manager.io/v1, kind: ClusterIssuer, metadata: {name: b}}\n---\n{apiVersion: v1, kind: Service, metadata: {name: c}}"),
            ("chart/Chart.yaml", "apiVersion: v2\nname: x"), ("chart/templates/a.yaml", "{apiVersion: v1, kind: Pod, metadata: {name: templated}}"));

        Assert.Equal(
            [("a", "", Reach.Whole), ("b", "", Reach.Whole), ("c", "web", Reach.Whole), ("things.example.org", "", Reach.Loose)],
            reading.Objects.Select(it => (it.Name, it.Namespace, it.Reach)).Order());
    }
}
