using System.Net.Http.Json;
using System.Text;
using HomeLab.Inventory.Tests.Traefik;
using HomeLab.Simulators;
using HomeLab.Simulators.Faults;
using HomeLab.Testing;
using Microsoft.Extensions.Configuration;

namespace HomeLab.Absence.Tests;

/// <summary>A Kubernetes cluster, a Proxmox cluster and a Traefik, each with names, and each behind a port that can be closed.</summary>
sealed class Installations : IAsyncDisposable
{
    const string Look = "svc@pve!look=22222222-2222-4222-8222-222222222222";
    const string Power = "ops@pve!power=33333333-3333-4333-8333-333333333333";

    const string Seed = """
        { "Simulators": {
          "Kubernetes": { "Clusters": [ { "Name": "talos" } ] },
          "Proxmox": { "ResourceCacheSeconds": 0, "AuthenticationDelaySeconds": 0, "Clusters": [ {
            "Name": "lab",
            "Nodes": [ { "Name": "pve1", "Address": "192.0.2.11" }, { "Name": "pve2", "Address": "192.0.2.12" } ],
            "Storages": [ { "Name": "local-lvm", "Type": "lvmthin", "Content": "images,rootdir", "SizeGiB": 500 } ],
            "Guests": [
              { "Vmid": 100, "Node": "pve1", "Name": "guest1", "Address": "192.0.2.100/24", "Tags": "dns" },
              { "Vmid": 101, "Node": "pve1", "Name": "guest2", "Address": "192.0.2.101/24", "Tags": "dns" },
              { "Vmid": 102, "Node": "pve2", "Name": "idle", "IsRunning": false } ],
            "Users": [
              { "UserId": "svc@pve", "Acl": [ { "Role": "PVEAuditor" } ], "Tokens": [
                { "TokenId": "look", "Secret": "22222222-2222-4222-8222-222222222222", "IsPrivilegeSeparated": false } ] },
              { "UserId": "ops@pve", "Acl": [ { "Role": "PVEVMUser" } ], "Tokens": [
                { "TokenId": "power", "Secret": "33333333-3333-4333-8333-333333333333", "IsPrivilegeSeparated": false } ] } ]
          } ] } } }
        """;

    readonly TemporaryDirectory files = new();
    readonly SimulatorHost host;
    readonly HttpClient http;
    readonly Relay simulators;
    readonly Relay proxy;
    int changes;

    Installations(SimulatorHost host, FakeTraefik traefik)
    {
        (this.host, Traefik) = (host, traefik);
        http = new HttpClient(new SocketsHttpHandler()) { BaseAddress = host.BaseAddress };
        (simulators, proxy) = (new Relay(host.BaseAddress), new Relay(new Uri(traefik.Url)));
    }

    /// <summary>Names that all of them ask for.</summary>
    public static IReadOnlyList<string> Names { get; } = ["guest1", "guest2", "ingress1", "ingress2", "router1", "router2", "service1", "service2"];

    public FakeTraefik Traefik { get; }

    /// <summary>As in lab.yaml.</summary>
    public string Spec => $$"""
          kubernetes: [{name: talos, kubeconfig: {file: {{files.Write("kubeconfig", KubeConfig)}} }, publish: {} }]
          proxmox: [{name: lab, url: "{{simulators.Address}}proxmox/lab/", token: {file: {{files.Write("token", Look)}} }, publish: {zone: {{TwoServices.Zone}} } }]
          traefik: [{name: edge, url: "{{proxy.Address}}", publish: {target: home.example.net, entryPoints: [websecure] } }]
        """;

    string KubeConfig => $$"""
        apiVersion: v1
        kind: Config
        current-context: c
        contexts: [{name: c, context: {cluster: c, user: u} }]
        clusters: [{name: c, cluster: {server: "{{simulators.Address}}kubernetes/talos"} }]
        users: [{name: u, user: {token: of-the-matrix} }]
        """;

    public static async Task<Installations> StartAsync()
    {
        using var seed = new MemoryStream(Encoding.UTF8.GetBytes(Seed));
        var settings = new ConfigurationBuilder().AddJsonStream(seed).Build().AsEnumerable().Select(it => (it.Key, it.Value));
        var all = new Installations(await SimulatorHost.StartAsync([.. settings]), await FakeTraefik.StartAsync());
        await all.ForgetAsync();
        foreach (var number in new[] { 1, 2 })
        {
            await all.PlantAsync("Ingress", $"ingress{number}");
            await all.PlantAsync("Service", $"service{number}");
            all.Traefik.Http[$"router{number}@file"] = new($"Host(`router{number}.{TwoServices.Zone}`)");
        }
        return all;
    }

    /// <summary>Lets calls of a cluster or hypervisor go wrong.</summary>
    /// <returns>What mends that one again.</returns>
    public Action Fail(FaultRule rule)
    {
        var armed = host.Faults.Add(rule);
        return () => host.Faults.Remove(armed.Id);
    }

    /// <summary>The cluster's watches end, and none of them can go on from where it stood.</summary>
    public async Task ForgetAsync()
    {
        // A watch stands where its own objects did; what came after that is forgotten with the rest.
        await PlantAsync(new
        {
            apiVersion = "v1", kind = "ConfigMap",
            metadata = new { name = "beside", @namespace = "default", annotations = new Dictionary<string, string> { ["changed"] = $"{++changes}" } },
        });
        await ToClusterAsync("forget");
        await CutAsync();
    }

    /// <summary>The cluster's watches end.</summary>
    public Task CutAsync() => ToClusterAsync("cut");

    public void Heal()
    {
        host.Faults.Clear();
        Traefik.Now = FakeTraefik.Trouble.None;
    }

    public async Task CloseAsync()
    {
        await simulators.CloseAsync();
        await proxy.CloseAsync();
    }

    public void Open()
    {
        simulators.Open();
        proxy.Open();
    }

    /// <summary>One more of each; the guest by a task before.</summary>
    public async Task AddAsync(string name)
    {
        await StartGuestAsync();
        (await http.PostAsJsonAsync("/_sim/proxmox/lab/guests", new { vmid = 103, node = "pve2", name = $"{name}-guest", address = "192.0.2.103/24", tags = "dns" })).EnsureSuccessStatusCode();
        await PlantAsync("Ingress", $"{name}-ingress");
        await PlantAsync("Service", $"{name}-service");
        Traefik.Http[$"{name}-router@file"] = new($"Host(`{name}-router.{TwoServices.Zone}`)");
    }

    /// <summary>What was added is gone.</summary>
    public async Task RemoveAsync(string name)
    {
        (await http.DeleteAsync(new Uri("/_sim/proxmox/lab/guests/103", UriKind.Relative))).EnsureSuccessStatusCode();
        (await http.DeleteAsync(new Uri($"/kubernetes/talos/api/v1/namespaces/default/services/{name}-service", UriKind.Relative))).EnsureSuccessStatusCode();
        (await http.DeleteAsync(new Uri($"/kubernetes/talos/apis/networking.k8s.io/v1/namespaces/default/ingresses/{name}-ingress", UriKind.Relative))).EnsureSuccessStatusCode();
        Traefik.Http.Remove($"{name}-router@file", out _);
    }

    public async ValueTask DisposeAsync()
    {
        await simulators.DisposeAsync();
        await proxy.DisposeAsync();
        http.Dispose();
        await Traefik.DisposeAsync();
        await host.DisposeAsync();
        files.Dispose();
    }

    async Task StartGuestAsync()
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/proxmox/lab/api2/json/nodes/pve2/qemu/102/status/start");
        request.Headers.TryAddWithoutValidation("Authorization", $"PVEAPIToken={Power}");
        (await http.SendAsync(request)).EnsureSuccessStatusCode();
    }

    async Task PlantAsync(string kind, string name)
    {
        var host = $"{name}.{TwoServices.Zone}";
        object made = kind == "Ingress"
            ? new
            {
                apiVersion = "networking.k8s.io/v1", kind, metadata = new { name, @namespace = "default" }, spec = new { rules = new[] { new { host } } },
                status = new { loadBalancer = new { ingress = new[] { new { ip = "192.0.2.7" } } } },
            }
            : new
            {
                apiVersion = "v1", kind, spec = new { type = "LoadBalancer", ports = new[] { new { port = 80 } } },
                metadata = new { name, @namespace = "default", annotations = new Dictionary<string, string> { ["external-dns.alpha.kubernetes.io/hostname"] = host } },
                status = new { loadBalancer = new { ingress = new[] { new { ip = "192.0.2.8" } } } },
            };
        await PlantAsync(made);
    }

    async Task ToClusterAsync(string what) =>
        (await http.PostAsync(new Uri($"/_sim/kubernetes/talos/{what}", UriKind.Relative), null)).EnsureSuccessStatusCode();

    async Task PlantAsync(object made) => (await http.PostAsJsonAsync("/_sim/kubernetes/talos/objects", made)).EnsureSuccessStatusCode();
}
