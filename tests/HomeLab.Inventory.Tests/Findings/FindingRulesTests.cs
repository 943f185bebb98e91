using HomeLab.Inventory.Findings;
using HomeLab.Inventory.Repositories;
using HomeLab.Testing;

namespace HomeLab.Inventory.Tests.Findings;

/// <summary>Each case is a whole lab, and what the rules find in it.</summary>
public sealed class FindingRulesTests
{
    public static TheoryData<string> Cases => CaseFolders.Beside();

    [Proves("INV-11")]
    [Theory]
    [MemberData(nameof(Cases))]
    public void Finds_what_the_case_says(string sentence)
    {
        var folder = CaseFolders.PathOf(sentence);

        var found = FindingRules.Look(SurveyedLab.Read(folder));

        var text = string.Join("", found.Select(it => $"{it.Severity} {it.Rule} {string.Join(" ", it.Addresses)}\n  {it.What}\n  {it.Evidence}\n"));
        Assert.DoesNotContain("canary", text, StringComparison.Ordinal);
        CaseFolders.Expect(folder, text);
    }

    [Fact]
    [Proves("S0-5")]
    public void A_namespace_is_found_until_a_policy_denies_by_default()
    {
        const string Namespace = "{apiVersion: v1, kind: Namespace, metadata: {name: glance}}";
        const string Policy = "{apiVersion: networking.k8s.io/v1, kind: NetworkPolicy, metadata: {name: deny, namespace: glance}, spec: {podSelector: {}, policyTypes: [Ingress]}}";

        Assert.Equal(["kubernetes/talos/Namespace/glance"], About("kubernetes.no-default-deny", Namespace));
        Assert.Empty(About("kubernetes.no-default-deny", Namespace, Policy));
    }

    [Fact]
    [Proves("S0-11")]
    public void A_report_is_found_at_the_workload_that_it_is_about()
    {
        const string Deployment = "{apiVersion: apps/v1, kind: Deployment, metadata: {name: glance, namespace: glance, uid: d1}}";
        const string ReplicaSet = "{apiVersion: apps/v1, kind: ReplicaSet, metadata: {name: glance-5f, namespace: glance, ownerReferences: [{apiVersion: apps/v1, kind: Deployment, name: glance, uid: d1, controller: true}]}}";
        const string Report = """
            apiVersion: aquasecurity.github.io/v1alpha1
            kind: VulnerabilityReport
            metadata: {name: replicaset-glance-5f-glance, namespace: glance, labels: {trivy-operator.resource.kind: ReplicaSet, trivy-operator.resource.name: glance-5f, trivy-operator.resource.namespace: glance, trivy-operator.container.name: glance}}
            report: {summary: {criticalCount: 3, highCount: 9}}
            """;
        const string Policies = """
            apiVersion: wgpolicyk8s.io/v1alpha2
            kind: PolicyReport
            metadata: {name: r1, namespace: glance}
            scope: {apiVersion: apps/v1, kind: Deployment, name: glance, namespace: glance}
            summary: {pass: 4, fail: 2}
            results: [{policy: require-limits, result: fail}, {policy: no-root, result: fail}]
            """;

        Assert.Equal(["kubernetes/talos/apps/Deployment/glance/glance"], About("kubernetes.critical-vulnerabilities", Deployment, ReplicaSet, Report));
        Assert.Equal(["kubernetes/talos/apps/Deployment/glance/glance"], About("kubernetes.policy-violations", Deployment, ReplicaSet, Policies));
        Assert.Empty(About("kubernetes.critical-vulnerabilities", Deployment, ReplicaSet));
    }

    [Fact]
    [Proves("S2-5")]
    public void Exactly_one_storage_class_is_the_default()
    {
        Assert.Empty(About("kubernetes.default-storage-class", Class("a", true), Class("b", false)));
        Assert.Equal(["kubernetes/talos"], About("kubernetes.default-storage-class", Class("a", true), Class("b", true)));
        Assert.Equal(["kubernetes/talos"], About("kubernetes.default-storage-class", Class("a", false)));

        static string Class(string name, bool isDefault) =>
            $$"""{apiVersion: storage.k8s.io/v1, kind: StorageClass, metadata: {name: {{name}}, annotations: {storageclass.kubernetes.io/is-default-class: "{{(isDefault ? "true" : "false")}}" } }, provisioner: x}""";
    }

    [Fact]
    [Proves("S2-23")]
    public void A_webhook_that_fails_closed_and_has_nobody_behind_it_blocks_changes()
    {
        const string Webhook = """
            apiVersion: admissionregistration.k8s.io/v1
            kind: ValidatingWebhookConfiguration
            metadata: {name: kyverno}
            webhooks: [{name: validate.kyverno.svc, failurePolicy: FAILS, clientConfig: {service: {name: kyverno-svc, namespace: kyverno}}}]
            """;
        const string Slice = """
            apiVersion: discovery.k8s.io/v1
            kind: EndpointSlice
            metadata: {name: kyverno-svc-x, namespace: kyverno, labels: {kubernetes.io/service-name: kyverno-svc}}
            endpoints: [{addresses: [10.0.0.1], conditions: {ready: READY}}]
            """;
        var closed = Webhook.Replace("FAILS", "Fail", StringComparison.Ordinal);

        Assert.Single(About("kubernetes.webhook-without-endpoints", closed));
        Assert.Single(About("kubernetes.webhook-without-endpoints", closed, Slice.Replace("READY", "false", StringComparison.Ordinal)));
        Assert.Empty(About("kubernetes.webhook-without-endpoints", closed, Slice.Replace("READY", "true", StringComparison.Ordinal)));
        Assert.Empty(About("kubernetes.webhook-without-endpoints", Webhook.Replace("FAILS", "Ignore", StringComparison.Ordinal)));
    }

    [Fact]
    [Proves("S2-26")]
    public void Two_services_with_one_address_are_found_and_those_that_share_it_on_purpose_are_not()
    {
        Assert.Single(FindingRules.All["kubernetes.load-balancer-address-shared"].Look(Lab(Service("a", "192.0.2.1", ""), Service("b", "192.0.2.1", ""), Service("c", "192.0.2.2", ""))));
        Assert.Empty(About("kubernetes.load-balancer-address-shared", Service("a", "192.0.2.1", "dns"), Service("b", "192.0.2.1", "dns")));

        static string Service(string name, string address, string key) => $$"""
            apiVersion: v1
            kind: Service
            metadata: {name: {{name}}, namespace: lan, annotations: {lbipam.cilium.io/sharing-key: "{{key}}" } }
            spec: {type: LoadBalancer}
            status: {loadBalancer: {ingress: [{ip: "{{address}}" }] } }
            """;
    }

    [Fact]
    [Proves("S2-2")]
    public void A_store_that_fails_is_one_finding_with_the_secrets_and_workloads_that_go_stale_and_since_when()
    {
        const string Store = "{apiVersion: external-secrets.io/v1, kind: ClusterSecretStore, metadata: {name: vault}, spec: {provider: {vault: {server: 'https://vault.vault.svc:8200'}}}, status: {conditions: [{type: Ready, status: 'READY', reason: InvalidProviderConfig, message: permission denied}]}}";
        const string Secret = "{apiVersion: external-secrets.io/v1, kind: ExternalSecret, metadata: {name: web, namespace: apps}, spec: {secretStoreRef: {kind: ClusterSecretStore, name: vault}, target: {name: keys}}, status: {refreshTime: '2026-03-01T09:30:00Z', conditions: [{type: Ready, status: 'READY', reason: SecretSyncedError}]}}";
        const string Made = "{apiVersion: v1, kind: Secret, metadata: {name: keys, namespace: apps}}";
        const string Deployment = "{apiVersion: apps/v1, kind: Deployment, metadata: {name: web, namespace: apps, uid: d1}}";
        const string ReplicaSet = "{apiVersion: apps/v1, kind: ReplicaSet, metadata: {name: web-5f, namespace: apps, uid: r1, ownerReferences: [{apiVersion: apps/v1, kind: Deployment, name: web, uid: d1, controller: true}]}}";
        const string Pod = "{apiVersion: v1, kind: Pod, metadata: {name: web-5f-x, namespace: apps, uid: p1, ownerReferences: [{apiVersion: apps/v1, kind: ReplicaSet, name: web-5f, uid: r1, controller: true}]}, spec: {containers: [{name: web, envFrom: [{secretRef: {name: keys}}]}]}}";
        var lab = Lab(As(Store, "False"), As(Secret, "False"), Made, Deployment, ReplicaSet, Pod);

        var found = Assert.Single(FindingRules.Look(lab), it => it.Rule.StartsWith("secrets.", StringComparison.Ordinal));

        Assert.Equal(("secrets.store-not-ready", "kubernetes/talos/external-secrets.io/ClusterSecretStore/vault"), (found.Rule, found.Addresses[0]));
        Assert.Equal("What is read from it goes stale: apps/web (last read 2026-03-01 09:30 UTC; apps/Deployment/apps/web).", found.What);
        Assert.Contains("permission denied", found.Evidence, StringComparison.Ordinal);
        // What one secret alone suffers from is found at that secret, and nothing where all is well.
        Assert.Equal(["secrets.external-not-ready"], Secrets(Lab(As(Store, "True"), As(Secret, "False"), Made)));
        Assert.Empty(Secrets(Lab(As(Store, "True"), As(Secret, "True"), Made, Pod)));

        static string As(string manifest, string ready) => manifest.Replace("READY", ready, StringComparison.Ordinal);

        static IEnumerable<string> Secrets(Survey survey) => FindingRules.Look(survey).Select(it => it.Rule).Where(it => it.StartsWith("secrets.", StringComparison.Ordinal));
    }

    [Fact]
    [Proves("S2-12")]
    public void A_snapshot_that_failed_is_found_with_its_error() => Assert.Contains(
        "no space left",
        Assert.Single(FindingRules.All["kubernetes.snapshot-not-ready"].Look(Lab(
            "{apiVersion: snapshot.storage.k8s.io/v1, kind: VolumeSnapshot, metadata: {name: s, namespace: media}, status: {readyToUse: false, error: {message: no space left}}}"))).Evidence,
        StringComparison.Ordinal);

    [Fact]
    [Proves("S2-32")]
    public void A_secret_in_a_repository_is_found_by_its_place_and_never_by_its_value()
    {
        var reading = RepositoriesOf(("apps/secret.yaml", "apiVersion: v1\nkind: Secret\nmetadata:\n  name: db\n  namespace: apps\nstringData:\n  password: canary-4711\n"));

        var found = Assert.Single(FindingRules.All["secrets.plaintext"].Look(SurveyedLab.Of("", reading)));

        Assert.Contains("apps/secret.yaml:7", found.Evidence, StringComparison.Ordinal);
        Assert.DoesNotContain("canary", found.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    [Proves("S3-3")]
    public void A_dependency_on_nothing_and_a_ring_are_found_in_the_repository()
    {
        var reading = RepositoriesOf(("ks.yaml", Kustomization("a", "b") + "---\n" + Kustomization("b", "a") + "---\n" + Kustomization("c", "nothing")));

        var found = FindingRules.All["flux.dependency-broken"].Look(SurveyedLab.Of("", reading)).ToList();

        Assert.Contains(found, it => it.What.Contains("waits for itself", StringComparison.Ordinal));
        Assert.Contains(found, it => it.What.Contains("flux-system/nothing", StringComparison.Ordinal));

        static string Kustomization(string name, string needs) =>
            $"apiVersion: kustomize.toolkit.fluxcd.io/v1\nkind: Kustomization\nmetadata:\n  name: {name}\n  namespace: flux-system\nspec:\n  path: ./{name}\n  dependsOn:\n  - name: {needs}\n";
    }

    [Fact]
    public void What_nobody_maintains_any_more_is_found_while_it_runs()
    {
        const string Controller = "{apiVersion: apps/v1, kind: Deployment, metadata: {name: ingress-nginx-controller, namespace: ingress-nginx, labels: {app.kubernetes.io/name: ingress-nginx}}, spec: {template: {spec: {containers: [{name: controller, image: 'registry.k8s.io/ingress-nginx/controller:v1.15.1'}]}}}}";

        Assert.Equal(["system/kubernetes/talos/ingress-nginx"], About("catalogue.unmaintained", Controller));
        Assert.Empty(About("catalogue.unmaintained", Controller.Replace("ingress-nginx", "traefik", StringComparison.Ordinal).Replace("registry.k8s.io/traefik/controller", "traefik", StringComparison.Ordinal)));
    }

    [Fact]
    [Proves("S3-3")]
    public void Documentation_that_states_another_order_than_the_repository_declares_is_found_until_it_is_right()
    {
        Assert.Equal(["openbao after logging", "external-secrets after logging"], Drift("istio → monitoring → logging → openbao", "logging -> external-secrets"));
        Assert.Empty(Drift("istio → monitoring → logging", "monitoring → openbao → external-secrets"));
        Assert.Equal(
            "it says that `external-secrets` comes after `logging`, and nothing that `external-secrets` depends on (spec.dependsOn) leads to `logging`.",
            Found("istio → monitoring → logging → external-secrets").Single().What);

        static IEnumerable<string> Drift(params string[] lines) => Found(lines).Select(it => it.Addresses[0].Split('#')[1].Split(':')[0]);

        static IEnumerable<Finding> Found(params string[] lines) => FindingRules.All["documentation.order"]
            .Look(SurveyedLab.Of("", RepositoriesOf(("README.md", $"# Platform\n\n```\n{string.Join('\n', lines)}\n```\n"), ("ks.yaml", SreCore))));
    }

    static string SreCore => string.Join("---\n", new[] { ("istio", ""), ("monitoring", "istio"), ("logging", "monitoring"), ("openbao", "monitoring"), ("external-secrets", "openbao") }.Select(it =>
        $"apiVersion: kustomize.toolkit.fluxcd.io/v1\nkind: Kustomization\nmetadata:\n  name: sre-{it.Item1}\n  namespace: flux-system\nspec:\n  path: ./platform/core/{it.Item1}\n"
        + (it.Item2.Length > 0 ? $"  dependsOn:\n  - name: sre-{it.Item2}\n" : "")));

    [Fact]
    [Proves("S3-7")]
    public void A_mesh_that_takes_unencrypted_traffic_is_found() => Assert.Equal(
        ["kubernetes/talos/security.istio.io/PeerAuthentication/istio-system/default"],
        About("istio.mtls-not-strict", "{apiVersion: security.istio.io/v1, kind: PeerAuthentication, metadata: {name: default, namespace: istio-system}, spec: {mtls: {mode: PERMISSIVE}}}"));

    [Fact]
    public void An_id_follows_from_rule_and_addresses_and_from_no_text()
    {
        var one = new Finding("a.b", FindingSeverity.Info, ["x", "y"], "what", "evidence", []);

        Assert.Equal(one.Id, (one with { What = "other", Evidence = "other", Severity = FindingSeverity.Critical, Sources = ["s"] }).Id);
        Assert.NotEqual(one.Id, new Finding("a.b", FindingSeverity.Info, ["x"], "what", "evidence", []).Id);
    }

    [Fact]
    public void No_text_of_a_finding_keeps_what_may_be_a_secret()
    {
        var finding = new Finding("a.b", FindingSeverity.Info, ["x"], "dial https://user:canary@example.org failed", "started with --password=canary \e[31m", []);

        Assert.DoesNotContain("canary", finding.What + finding.Evidence, StringComparison.Ordinal);
        Assert.DoesNotContain('\e', finding.Evidence);
    }

    static IEnumerable<string> About(string rule, params string[] documents) => FindingRules.All[rule].Look(Lab(documents)).Select(it => it.Addresses[0]);

    static Survey Lab(params string[] documents) => SurveyedLab.Of(string.Join("\n---\n", documents));

    static RepositoryReading RepositoriesOf(params (string Path, string Text)[] files) => Repositories.TestTree.Read(files);
}
