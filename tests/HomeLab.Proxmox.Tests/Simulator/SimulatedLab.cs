using System.Net.Http.Json;
using HomeLab.Proxmox.Tasks;
using HomeLab.Simulators;

namespace HomeLab.Proxmox.Tests.Simulator;

/// <summary>A simulated cluster of two nodes, whose tasks end as soon as they are looked at.</summary>
sealed class SimulatedLab(SimulatorHost host) : IAsyncDisposable
{
    public const string Token = "svc@pve!ctl=11111111-2222-4333-8444-555555555555";
    public const string Viewer = "view@pve!ro1=66666666-7777-4888-9999-000000000000";

    public SimulatorHost Host => host;

    public static async Task<SimulatedLab> StartAsync(params (string Key, string Value)[] settings)
    {
        const string Lab = "Simulators:Proxmox:Clusters:0:";
        (string, string?)[] usual =
        [
            ("Simulators:Proxmox:TaskSeconds", "0"), ("Simulators:Proxmox:AuthenticationDelaySeconds", "0"), ("Simulators:Proxmox:ResourceCacheSeconds", "0"),
            (Lab + "Name", "lab"),
            (Lab + "Nodes:0:Name", "pve1"), (Lab + "Nodes:0:Address", "192.0.2.1"), (Lab + "Nodes:0:Port", "0"),
            (Lab + "Nodes:1:Name", "pve2"), (Lab + "Nodes:1:Address", "192.0.2.2"), (Lab + "Nodes:1:Port", "0"),
            (Lab + "Storages:0:Name", "local"), (Lab + "Storages:0:Type", "dir"), (Lab + "Storages:0:Content", "iso,vztmpl,backup"),
            (Lab + "Storages:1:Name", "local-lvm"), (Lab + "Storages:1:Type", "lvmthin"), (Lab + "Storages:1:Content", "images,rootdir"), (Lab + "Storages:1:SizeGiB", "500"),
            (Lab + "Storages:2:Name", "nas"), (Lab + "Storages:2:Type", "nfs"), (Lab + "Storages:2:Content", "backup"), (Lab + "Storages:2:IsShared", "true"),
            (Lab + "Pools:0:Name", "prod"), (Lab + "Pools:0:Comment", "what matters"),
            (Lab + "Guests:0:Vmid", "100"), (Lab + "Guests:0:Node", "pve1"), (Lab + "Guests:0:Name", "web1"), (Lab + "Guests:0:Address", "192.0.2.100/24"),
            (Lab + "Guests:0:Tags", "prod;web"), (Lab + "Guests:0:Pool", "prod"), (Lab + "Guests:0:Snapshots:0", "before"),
            (Lab + "Guests:1:Vmid", "200"), (Lab + "Guests:1:Node", "pve2"), (Lab + "Guests:1:Kind", "Lxc"), (Lab + "Guests:1:Name", "dns"), (Lab + "Guests:1:Address", "192.0.2.200/24"),
            (Lab + "Guests:2:Vmid", "101"), (Lab + "Guests:2:Node", "pve2"), (Lab + "Guests:2:Name", "spare"), (Lab + "Guests:2:IsRunning", "false"), (Lab + "Guests:2:HasAgent", "false"),
            (Lab + "Volumes:0:Volume", "nas"), (Lab + "Volumes:0:Vmid", "100"), (Lab + "Volumes:0:AgeHours", "9"), (Lab + "Volumes:0:Notes", "web1"),
            (Lab + "Volumes:1:Volume", "local:vztmpl/debian-12-standard_12.7-1_amd64.tar.zst"),
            (Lab + "Jobs:0:id", "nightly"), (Lab + "Jobs:0:schedule", "02:00"), (Lab + "Jobs:0:storage", "nas"), (Lab + "Jobs:0:vmid", "100,200"), (Lab + "Jobs:0:enabled", "1"),
            (Lab + "Jobs:0:prune-backups", "keep-daily=7,keep-weekly=4"),
            (Lab + "Users:0:UserId", "svc@pve"), (Lab + "Users:0:Acl:0:Role", "Administrator"),
            (Lab + "Users:0:Tokens:0:TokenId", "ctl"), (Lab + "Users:0:Tokens:0:Secret", Token[(Token.LastIndexOf('=') + 1)..]), (Lab + "Users:0:Tokens:0:IsPrivilegeSeparated", "false"),
            (Lab + "Users:1:UserId", "view@pve"), (Lab + "Users:1:Acl:0:Role", "PVEAuditor"),
            (Lab + "Users:1:Tokens:0:TokenId", "ro1"), (Lab + "Users:1:Tokens:0:Secret", Viewer[(Viewer.LastIndexOf('=') + 1)..]), (Lab + "Users:1:Tokens:0:IsPrivilegeSeparated", "false"),
        ];
        return new SimulatedLab(await SimulatorHost.StartAsync([.. usual, .. settings.Select(setting => (setting.Key, (string?)setting.Value))]));
    }

    /// <summary>By the simulators' common port, in clear text.</summary>
    public ProxmoxClient Client(string token = Token) => Client([new ProxmoxEndpoint(host.Proxmox("lab"))], token);

    /// <summary>By the nodes' own ports, over TLS.</summary>
    public async Task<ProxmoxClient> ClientOfNodesAsync(params string[] nodes)
    {
        using var client = Client();
        var pins = (await client.ListNodesAsync(default)).ToDictionary(node => node.Name, node => node.Fingerprint);
        return Client([.. nodes.Select(node => new ProxmoxEndpoint(host.ProxmoxNode("lab", node)!, pins[node]))], Token);
    }

    public static ProxmoxClient Client(IReadOnlyList<ProxmoxEndpoint> endpoints, string token) =>
        new(new ProxmoxSettings { Endpoints = endpoints }, _ => ValueTask.FromResult(token), TimeProvider.System);

    /// <summary>What an owner or an accident does behind the API's back.</summary>
    public async Task ChangeAsync(HttpMethod method, string path, object what)
    {
        using var http = new HttpClient(new SocketsHttpHandler()) { BaseAddress = host.BaseAddress };
        using var request = new HttpRequestMessage(method, $"/_sim/proxmox/lab/{path}") { Content = JsonContent.Create(what) };
        (await http.SendAsync(request)).EnsureSuccessStatusCode();
    }

    /// <summary>Waits for a task that is expected to succeed.</summary>
    public static async Task DoneAsync(ProxmoxClient client, Upid? task)
    {
        Assert.NotNull(task);
        (await client.WaitAsync(task, TimeSpan.FromMinutes(1), default)).ThrowUnlessSucceeded();
    }

    public ValueTask DisposeAsync() => host.DisposeAsync();
}
