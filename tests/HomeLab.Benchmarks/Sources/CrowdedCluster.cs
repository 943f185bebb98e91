using System.Net.Http.Json;
using System.Text.Json.Nodes;
using HomeLab.Simulators;

namespace HomeLab.Benchmarks.Sources;

/// <summary>The simulated Proxmox VE with 500 guests on 5 nodes.</summary>
sealed class CrowdedCluster : IObserved
{
    const int Guests = 500;
    const string TokenId = "svc@pve!look";
    const string Secret = "22222222-2222-4222-8222-222222222222";
    readonly SimulatorHost host;
    readonly HttpClient http;
    readonly HttpClient behind;
    bool isRunning = true;

    CrowdedCluster(SimulatorHost host)
    {
        this.host = host;
        http = new HttpClient(new SocketsHttpHandler()) { BaseAddress = host.Proxmox("crowd") };
        http.DefaultRequestHeaders.TryAddWithoutValidation("Authorization", $"PVEAPIToken={TokenId}={Secret}");
        behind = new HttpClient(new SocketsHttpHandler()) { BaseAddress = host.BaseAddress };
    }

    public string Lab => $"proxmox: [{{name: crowd, url: \"{new Uri(host.BaseAddress, "/proxmox/crowd/")}\", token: {{env: PVE_TOKEN}}}}]";

    public IReadOnlyDictionary<string, string?> Secrets { get; } = new Dictionary<string, string?> { ["PVE_TOKEN"] = $"{TokenId}={Secret}" };

    public string SourcePrefix => "proxmox/crowd";

    public int Things => Guests + 5;

    public string Changed => "proxmox/crowd/qemu/10000";

    public static async Task<CrowdedCluster> StartAsync()
    {
        const string Cluster = "Simulators:Proxmox:Clusters:0:";
        const string User = Cluster + "Users:0:";
        return new CrowdedCluster(await SimulatorHost.StartAsync(
            ("Simulators:Proxmox:AuthenticationDelaySeconds", "0"), ("Simulators:Proxmox:ResourceCacheSeconds", "0"),
            (Cluster + "Name", "crowd"), (Cluster + "Crowd:Nodes", "5"), (Cluster + "Crowd:Guests", $"{Guests}"),
            (User + "UserId", "svc@pve"), (User + "Acl:0:Role", "PVEAuditor"), (User + "Tokens:0:TokenId", "look"),
            (User + "Tokens:0:Secret", Secret), (User + "Tokens:0:IsPrivilegeSeparated", "false")));
    }

    /// <summary>The list, and of each guest its configuration, which alone says who it is and on what disks it stands; eight at once.</summary>
    public async Task<long> ReadAllAsync()
    {
        var guests = (await ListAsync()).Where(it => (string?)it!["type"] is "qemu" or "lxc").Select(it => $"nodes/{it!["node"]}/{it["type"]}/{it["vmid"]}/config");
        var whole = await Bytes.ReadAsync(http, "cluster/resources");
        await Parallel.ForEachAsync(guests, new ParallelOptions { MaxDegreeOfParallelism = 8 }, async (path, _) =>
            Interlocked.Add(ref whole, await Bytes.ReadAsync(http, path)));
        return whole;
    }

    public async Task ChangeAsync(int round)
    {
        isRunning = !isRunning;
        using var response = await behind.PutAsJsonAsync("_sim/proxmox/crowd/guests/10000", new { isRunning });
        response.EnsureSuccessStatusCode();
        while ((await ListAsync()).Single(it => (int?)it!["vmid"] == 10000)!["status"]!.ToString() != (isRunning ? "running" : "stopped"))
        {
        }
    }

    public async ValueTask DisposeAsync()
    {
        http.Dispose();
        behind.Dispose();
        await host.DisposeAsync();
    }

    async Task<JsonArray> ListAsync() => (await http.GetFromJsonAsync<JsonNode>("cluster/resources"))!["data"]!.AsArray();
}
