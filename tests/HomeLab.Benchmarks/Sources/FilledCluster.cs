using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Net.Security;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using System.Text.Json.Nodes;
using HomeLab.Testing;
using HomeLab.Testing.Kubernetes;

namespace HomeLab.Benchmarks.Sources;

/// <summary>A cluster with 5,000 objects of 40 kinds, all of which are watched.</summary>
sealed class FilledCluster : IObserved
{
    const int OfEachKind = 125;
    const int Namespaces = 10;

    /// <summary>Those that are served at once, and those whose CRDs are made first.</summary>
    static readonly ObjectKind[] Kinds =
    [
        new("", "v1", "Node", "nodes", IsNamespaced: false), new("", "v1", "PersistentVolume", "persistentvolumes", IsNamespaced: false),
        new("", "v1", "Namespace", "namespaces", IsNamespaced: false), new("storage.k8s.io", "v1", "StorageClass", "storageclasses", IsNamespaced: false),
        new("storage.k8s.io", "v1", "CSIDriver", "csidrivers", IsNamespaced: false), new("networking.k8s.io", "v1", "IngressClass", "ingressclasses", IsNamespaced: false),
        new("gateway.networking.k8s.io", "v1", "GatewayClass", "gatewayclasses", IsNamespaced: false),
        .. Of("", "v1", "Pod", "Service", "Secret", "ConfigMap", "PersistentVolumeClaim"),
        .. Of("apps", "v1", "Deployment", "StatefulSet", "DaemonSet", "ReplicaSet"), .. Of("batch", "v1", "Job", "CronJob"),
        .. Of("discovery.k8s.io", "v1", "EndpointSlice"), new("networking.k8s.io", "v1", "Ingress", "ingresses"),
        new("networking.k8s.io", "v1", "NetworkPolicy", "networkpolicies"),
        .. Of("gateway.networking.k8s.io", "v1", "Gateway", "HTTPRoute", "GRPCRoute", "TLSRoute"),
        .. OfCustom("cert-manager.io", "v1", "Certificate", "Issuer", "CertificateRequest"),
        .. OfCustom("kustomize.toolkit.fluxcd.io", "v1", "Kustomization"), .. OfCustom("helm.toolkit.fluxcd.io", "v2", "HelmRelease"),
        .. OfCustom("argoproj.io", "v1alpha1", "Application", "ApplicationSet", "AppProject"), .. OfCustom("longhorn.io", "v1beta2", "Volume", "Engine"),
        .. OfCustom("external-secrets.io", "v1", "ExternalSecret", "SecretStore"), .. OfCustom("postgresql.cnpg.io", "v1", "Cluster"),
        .. OfCustom("traefik.io", "v1alpha1", "IngressRoute", "Middleware"),
    ];

    readonly HttpClient http;

    FilledCluster(HttpClient http) => this.http = http;

    public string Lab => "kubernetes: [{name: bench, kubeconfig: {env: KUBECONFIG_TEXT}}]";

    public IReadOnlyDictionary<string, string?> Secrets { get; private init; } = new Dictionary<string, string?>();

    public string SourcePrefix => "kubernetes/bench";

    public int Things => OfEachKind * Kinds.Length;

    public string Changed => "kubernetes/bench/apps/Deployment/space0/thing-0";

    public static async Task<FilledCluster> StartAsync()
    {
        var kubelite = await TestKubernetes.StartedAsync();
        var http = new HttpClient(new SocketsHttpHandler { SslOptions = { RemoteCertificateValidationCallback = IsOfThisMachine } }) { BaseAddress = kubelite.Server };
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", "any");
        var cluster = new FilledCluster(http)
        {
            Secrets = new Dictionary<string, string?> { ["KUBECONFIG_TEXT"] = await File.ReadAllTextAsync(kubelite.KubeConfig) },
        };
        await cluster.FillAsync();
        return cluster;
    }

    /// <summary>One list of each kind, 500 objects a page at most, one after the other.</summary>
    public async Task<long> ReadAllAsync()
    {
        var whole = 0L;
        foreach (var kind in Kinds)
            whole += await Bytes.ReadAsync(http, $"{kind.Path()}?limit=500");
        return whole;
    }

    public async Task ChangeAsync(int round)
    {
        var deployments = Kinds.Single(it => it.Kind == "Deployment");
        var now = (string)(await http.GetFromJsonAsync<JsonNode>($"{deployments.Path()}?limit=1"))!["metadata"]!["resourceVersion"]!;
        using var watch = new StreamReader(await http.GetStreamAsync(new Uri($"{deployments.Path()}?watch=true&resourceVersion={now}", UriKind.Relative)));
        using var patch = new StringContent($$$"""{"spec":{"replicas":{{{round + 2}}}}}""", Encoding.UTF8, "application/merge-patch+json");
        using var patched = await http.PatchAsync(new Uri($"{deployments.Path("space0")}/thing-0", UriKind.Relative), patch);
        patched.EnsureSuccessStatusCode();
        await watch.ReadLineAsync();
    }

    public ValueTask DisposeAsync()
    {
        http.Dispose();
        return ValueTask.CompletedTask;
    }

    async Task FillAsync()
    {
        foreach (var kind in Kinds.Where(it => it.IsCustom))
            await PostAsync("apis/apiextensions.k8s.io/v1/customresourcedefinitions", kind.Definition());
        foreach (var kind in Kinds)
        {
            await Eventually.TrueAsync(async () =>
            {
                using var answer = await http.GetAsync(new Uri($"{kind.Path()}?limit=1", UriKind.Relative));
                return answer.IsSuccessStatusCode;
            }, $"{kind.Kind} is served");
        }
        await PostAsync("api/v1/namespaces", """{"apiVersion":"v1","kind":"Namespace","metadata":{"name":"kube-system"}}""");
        for (var space = 0; space < Namespaces; space++)
            await PostAsync("api/v1/namespaces", $$$"""{"apiVersion":"v1","kind":"Namespace","metadata":{"name":"space{{{space}}}"}}""");
        var objects = Kinds.SelectMany(kind => Enumerable.Range(0, OfEachKind).Select(number => (Kind: kind, Number: number)));
        await Parallel.ForEachAsync(objects, new ParallelOptions { MaxDegreeOfParallelism = 8 }, async (it, _) =>
        {
            var space = $"space{it.Number % Namespaces}";
            await PostAsync(it.Kind.Path(space), it.Kind.Manifest(space, it.Number));
        });
    }

    async Task PostAsync(string path, string manifest)
    {
        using var body = new StringContent(manifest, Encoding.UTF8, "application/json");
        using var response = await http.PostAsync(new Uri(path, UriKind.Relative), body);
        if (!response.IsSuccessStatusCode && response.StatusCode != System.Net.HttpStatusCode.Conflict)
            throw new InvalidOperationException($"{path}: {await response.Content.ReadAsStringAsync()}");
    }

    /// <summary>Nobody vouches for kubelite's certificate.</summary>
    static bool IsOfThisMachine(object sender, X509Certificate? certificate, X509Chain? chain, SslPolicyErrors errors) =>
        sender is SslStream { TargetHostName: "127.0.0.1" };

    static IEnumerable<ObjectKind> Of(string group, string version, params IEnumerable<string> kinds) =>
        kinds.Select(it => new ObjectKind(group, version, it, it.ToLowerInvariant() + "s"));

    static IEnumerable<ObjectKind> OfCustom(string group, string version, params IEnumerable<string> kinds) =>
        Of(group, version, kinds).Select(it => it with { IsCustom = true });
}
