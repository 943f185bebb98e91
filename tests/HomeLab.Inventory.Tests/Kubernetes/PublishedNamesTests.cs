using System.Text.Json.Nodes;
using HomeLab.Contracts.Grpc.Inventory;
using HomeLab.Inventory.Kubernetes;
using HomeLab.Inventory.Tests.Sources;
using HomeLab.Lab.Kinds;
using HomeLab.Testing;
using HomeLab.Testing.Kubernetes;
using HomeLab.Testing.Requirements;
using k8s;
using k8s.Autorest;
using k8s.Models;
using SecretReference = HomeLab.Lab.Kinds.SecretReference;

namespace HomeLab.Inventory.Tests.Kubernetes;

/// <summary>Against a real API server, in a namespace of its own.</summary>
public sealed class PublishedNamesTests : IAsyncLifetime
{
    const string Gateways = "gateway.networking.k8s.io";

    readonly string space = $"names-{Guid.NewGuid():N}";
    ApiServerProxy proxy = null!;
    k8s.Kubernetes client = null!;

    public async Task InitializeAsync()
    {
        if (TestKubernetes.WhyMissing is not null)
            return;
        proxy = await ApiServerProxy.StartAsync();
        client = await ApiServerProxy.ClientAsync();
        foreach (var name in new[] { "kube-system", space })
            await MakeAsync("", "namespaces", $$"""{"apiVersion":"v1","kind":"Namespace","metadata":{"name":"{{name}}"} }""");
        await DefineAsync("externaldns.k8s.io", "v1alpha1", "dnsendpoints", "DNSEndpoint");
    }

    public async Task DisposeAsync()
    {
        client?.Dispose();
        if (proxy is not null)
            await proxy.DisposeAsync();
    }

    [Proves("DNS-1")]
    [RequiresFact(Requirement.PostgreSql, Requirement.Kubelite)]
    public async Task An_ingress_and_a_service_get_names_at_their_load_balancers()
    {
        await CreateAsync("networking.k8s.io", "v1", "ingresses", """{"kind":"Ingress","spec":{"rules":[{"host":"photos.example.org"}]}}""");
        await CreateAsync("", "v1", "services", """
            {"kind":"Service","metadata":{"annotations":{"external-dns.alpha.kubernetes.io/hostname":"mail.example.org","external-dns.alpha.kubernetes.io/ttl":"120"}},
             "spec":{"type":"LoadBalancer","ports":[{"port":25}]}}
            """);
        await using var source = await ObserveAsync();
        await source.UntilAsync(it => Ours(it).SequenceEqual(["mail.example.org NoAddress", "photos.example.org NoAddress"]), "both names wait for an address");

        foreach (var (group, plural) in new[] { ("networking.k8s.io", "ingresses"), ("", "services") })
        {
            await client.CustomObjects.PatchNamespacedCustomObjectStatusAsync<JsonObject>(
                new V1Patch("""{"status":{"loadBalancer":{"ingress":[{"ip":"198.51.100.7"}]}}}""", V1Patch.PatchType.MergePatch), group, "v1", space, plural, "it");
        }
        await source.UntilAsync(it => Ours(it).SequenceEqual(["mail.example.org 198.51.100.7 120", "photos.example.org 198.51.100.7"]), "both names are published");
        await client.CustomObjects.DeleteNamespacedCustomObjectAsync<JsonObject>("networking.k8s.io", "v1", space, "ingresses", "it", new V1DeleteOptions());
        await source.UntilAsync(it => Ours(it).SequenceEqual(["mail.example.org 198.51.100.7 120"]), "what is deleted asks for nothing");
    }

    [Proves("DNS-2")]
    [RequiresFact(Requirement.PostgreSql, Requirement.Kubelite)]
    public async Task A_route_gets_its_names_once_a_gateway_accepted_it()
    {
        await CreateAsync(Gateways, "v1", "httproutes", """{"kind":"HTTPRoute","spec":{"hostnames":["photos.example.org"],"parentRefs":[{"name":"it"}]}}""");
        await using var source = await ObserveAsync();
        await source.UntilAsync(it => Ours(it).SequenceEqual(["photos.example.org NoGateway"]), "there is no Gateway yet");

        await CreateAsync(Gateways, "v1", "gateways", """
            {"kind":"Gateway","spec":{"listeners":[{"name":"web","hostname":"*.example.org","port":443,"protocol":"HTTPS"}]}}
            """);
        await TellAsync("gateways", """{"status":{"addresses":[{"value":"198.51.100.9"}]}}""");
        await source.UntilAsync(it => Ours(it).SequenceEqual(["photos.example.org NotYetAccepted"]), "the Gateway has not spoken yet");
        await TellAsync("httproutes", """{"status":{"parents":[{"parentRef":{"name":"it"},"conditions":[{"type":"Accepted","status":"True"}]}]}}""");
        await source.UntilAsync(it => Ours(it).SequenceEqual(["photos.example.org 198.51.100.9"]), "the name is published");
        await TellAsync("gateways", """{"status":{"addresses":[{"value":"198.51.100.10"}]}}""");
        await source.UntilAsync(it => Ours(it).SequenceEqual(["photos.example.org 198.51.100.10"]), "the name follows the Gateway");

        proxy.Fault = context => context.Request.Path.ToString().EndsWith("/gateways", StringComparison.Ordinal)
            ? ApiServerProxy.Answering(403, """{"kind":"Status","apiVersion":"v1","status":"Failure","reason":"Forbidden","code":403}""")(context)
            : Task.FromResult(false);
        var silent = await source.UntilReasonAsync("Forbidden", $"/gateways.{Gateways}");
        Assert.Equal(["photos.example.org 198.51.100.10"], Ours(silent));
    }

    [Proves("DNS-3")]
    [RequiresFact(Requirement.PostgreSql, Requirement.Kubelite)]
    public async Task A_record_object_asks_for_any_record()
    {
        await CreateAsync("externaldns.k8s.io", "v1alpha1", "dnsendpoints", """
            {"kind":"DNSEndpoint","spec":{"endpoints":[
              {"dnsName":"a.example.org","recordType":"A","recordTTL":300,"targets":["198.51.100.1","198.51.100.2"]},
              {"dnsName":"example.org","recordType":"MX","targets":["10 mail.example.org"]}]}}
            """);
        await using var source = await ObserveAsync();

        await source.UntilAsync(it => Ours(it).SequenceEqual(["a.example.org 198.51.100.1 198.51.100.2 300", "example.org 10 mail.example.org"]), "both records are asked for");
    }

    IReadOnlyList<string> Ours(Snapshot snapshot) =>
    [
        .. snapshot.Endpoints.Where(it => it.Resource.Contains($"/{space}/", StringComparison.Ordinal)).OrderBy(it => it.Host, StringComparer.Ordinal).Select(it => string.Join(' ',
            ((IEnumerable<string>)[it.Host, it.RefusedCode, .. it.Publication?.Targets ?? [], it.Publication is { Ttl: > 0 and var ttl } ? $"{ttl}" : ""]).Where(word => word.Length > 0))),
    ];

    Task<RunningSource> ObserveAsync() => RunningSource.StartAsync(
        new LabSpec
        {
            Kubernetes = [new KubernetesSource { Name = "talos", Kubeconfig = new SecretReference { Env = "KUBE" }, Publish = new KubernetesPublishSpec { Namespaces = [space] } }],
            Cloudflare = new CloudflareSpec { Token = new SecretReference { Env = "TOKEN" }, Zones = ["example.org"] },
        },
        database => new KubernetesClusters(
            new ClusterClients(RunningSource.Secrets(("KUBE", proxy.KubeConfig)), database.Options), new WatchedTypes([]), database.Observations, database.Options,
            TimeProvider.System),
        new InventoryOptions
        {
            Lab = "/nowhere",
            CallTimeout = TimeSpan.FromSeconds(5),
            RetryAfter = TimeSpan.FromSeconds(1),
            FullReadInterval = TimeSpan.FromSeconds(1),
            ResyncInterval = TimeSpan.FromSeconds(3),
            WatchDuration = TimeSpan.FromSeconds(2),
        });

    Task<JsonObject> CreateAsync(string group, string version, string plural, string manifest)
    {
        var made = JsonNode.Parse(manifest)!.AsObject();
        made["apiVersion"] = group.Length > 0 ? $"{group}/{version}" : version;
        var metadata = made["metadata"] as JsonObject ?? [];
        (metadata["name"], metadata["namespace"]) = ("it", space);
        made["metadata"] ??= metadata;
        return client.CustomObjects.CreateNamespacedCustomObjectAsync<JsonObject>(made, group, version, space, plural);
    }

    /// <summary>Writes a status, as the controller does that there is none of here.</summary>
    Task<JsonObject> TellAsync(string plural, string status) => client.CustomObjects.PatchNamespacedCustomObjectStatusAsync<JsonObject>(
        new V1Patch(status, V1Patch.PatchType.MergePatch), Gateways, "v1", space, plural, "it");

    async Task DefineAsync(string group, string version, string plural, string kind)
    {
        await MakeAsync("apiextensions.k8s.io", "customresourcedefinitions", $$$"""
            {"apiVersion":"apiextensions.k8s.io/v1","kind":"CustomResourceDefinition",
             "metadata":{"name":"{{{plural}}}.{{{group}}}","annotations":{"api-approved.kubernetes.io":"unapproved, for a test"}},
             "spec":{"group":"{{{group}}}","scope":"Namespaced","names":{"plural":"{{{plural}}}","kind":"{{{kind}}}"},
              "versions":[{"name":"{{{version}}}","served":true,"storage":true,"schema":{"openAPIV3Schema":{"type":"object","x-kubernetes-preserve-unknown-fields":true}} }]}}
            """);
        await Eventually.TrueAsync(async () =>
        {
            try
            {
                await client.CustomObjects.ListClusterCustomObjectAsync<JsonObject>(group, version, plural);
                return true;
            }
            catch (HttpOperationException)
            {
                return false;
            }
        }, $"{plural} are served");
    }

    async Task MakeAsync(string group, string plural, string manifest)
    {
        try
        {
            await client.CustomObjects.CreateClusterCustomObjectAsync<JsonObject>(JsonNode.Parse(manifest)!.AsObject(), group, "v1", plural);
        }
        catch (HttpOperationException exception) when (exception.Response.StatusCode == System.Net.HttpStatusCode.Conflict)
        {
        }
    }
}
