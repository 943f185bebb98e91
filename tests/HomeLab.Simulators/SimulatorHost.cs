using HomeLab.Simulators.Addresses;
using HomeLab.Simulators.Clock;
using HomeLab.Simulators.Cloudflare.Lists;
using HomeLab.Simulators.Cloudflare.NameServers;
using HomeLab.Simulators.ExternalDns;
using HomeLab.Simulators.Faults;
using HomeLab.Simulators.Komodo;
using HomeLab.Simulators.Komodo.Executes;
using HomeLab.Simulators.Komodo.State;
using HomeLab.Simulators.Kubernetes.State;
using HomeLab.Simulators.Proxmox.Listening;
using HomeLab.Simulators.RequestLog;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;

namespace HomeLab.Simulators;

/// <summary>
/// The simulated systems on a loopback port of their own, for a test that keeps them in its process.
/// </summary>
public sealed class SimulatorHost : IAsyncDisposable
{
    readonly WebApplication app;

    SimulatorHost(WebApplication app) => this.app = app;

    /// <summary>The root; <c>/_sim</c> hangs below it.</summary>
    public Uri BaseAddress => new(app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First());

    /// <summary>What a Cloudflare client takes as its base URL; ends with a slash.</summary>
    public Uri Cloudflare => new(BaseAddress, "/cloudflare/client/v4/");

    /// <summary>What a Proxmox VE client takes as its base URL; ends with a slash.</summary>
    public Uri Proxmox(string cluster) => new(BaseAddress, $"/proxmox/{cluster}/api2/json/");

    /// <summary>What a Komodo client takes as its URL.</summary>
    public Uri Komodo(string core = "demo") => new(BaseAddress, $"/komodo/{core}");

    /// <summary>What a Kubernetes client takes as its server.</summary>
    public Uri Kubernetes(string cluster = "demo") => new(BaseAddress, $"/kubernetes/{cluster}");

    /// <summary>Where the detectors of an uplink are asked: <c>trace</c>, <c>page</c>, <c>dns-query</c>, <c>router/rootDesc.xml</c>.</summary>
    public Uri Detector(string path, string uplink = "demo") => new(BaseAddress, $"/addresses/{uplink}/{path}");

    /// <summary>The simulated Cloudflare account's lists of addresses.</summary>
    public ListStore CloudflareLists => app.Services.GetRequiredService<ListStore>();

    /// <summary>What a client of external-dns' webhook provider protocol takes as its URL.</summary>
    public Uri Webhook => new(BaseAddress, "/external-dns");

    /// <summary>What is kept behind it.</summary>
    public WebhookStore WebhookRecords => app.Services.GetRequiredService<WebhookStore>();

    /// <summary>The addresses that detectors see.</summary>
    public UplinkStore Uplinks => app.Services.GetRequiredService<UplinkStore>();

    /// <summary>How many follow a Core's updates now.</summary>
    public int KomodoFollowers(string core = "demo") => app.Services.GetRequiredService<Cores>().Find(core)?.Feed.Followers ?? 0;

    /// <summary>How much of what Cores were asked for goes on now, also where no update tells of it; what never ends does not count.</summary>
    public int KomodoRunning => app.Services.GetRequiredService<Executions>().Running;

    /// <summary>What was done through a Core, oldest first.</summary>
    /// <param name="stack">Its name or id; null: all.</param>
    public IReadOnlyList<KomodoUpdate> KomodoUpdates(string core = "demo", string? stack = null) =>
        app.Services.GetRequiredService<Cores>().Find(core) is { } store ? KomodoSurroundings.Updates(store, stack, null) : [];

    /// <summary>From here on nothing before now can be gone on from: watches and further pages are told 410.</summary>
    public void ForgetKubernetesHistory(string cluster = "demo") => app.Services.GetRequiredService<KubeClusters>().Find(cluster)?.Forget();

    /// <summary>A node's own port, where the same hangs at <c>/api2/json</c>; null unless its seed has one.</summary>
    public Uri? ProxmoxNode(string cluster, string node) =>
        app.Services.GetRequiredService<ClusterListeners>().AddressesOf(cluster).GetValueOrDefault(node) is { } address ? new Uri(address) : null;

    /// <summary>Cloudflare's name servers, where <c>Simulators:Cloudflare:DnsPort</c> is set.</summary>
    public SimulatedNameServers NameServers => app.Services.GetRequiredService<SimulatedNameServers>();

    public FaultSwitchboard Faults => app.Services.GetRequiredService<FaultSwitchboard>();

    public LateRequests Late => app.Services.GetRequiredService<LateRequests>();

    public SimulatorClock Clock => app.Services.GetRequiredService<SimulatorClock>();

    public RequestJournal Requests => app.Services.GetRequiredService<RequestJournal>();

    /// <summary>Starts on 127.0.0.1 and a free port.</summary>
    /// <param name="settings">Configuration by key, such as <c>Simulators:DataDirectory</c>.</param>
    public static async Task<SimulatorHost> StartAsync(params (string Key, string? Value)[] settings)
    {
        var configuration = settings.ToDictionary(setting => setting.Key, setting => setting.Value);
        configuration.TryAdd("Urls", "http://127.0.0.1:0");
        configuration.TryAdd("Logging:LogLevel:Default", "Warning");
        var app = Build([], configuration);
        await app.StartAsync();
        return new SimulatorHost(app);
    }

    internal static WebApplication Build(string[] args, IEnumerable<KeyValuePair<string, string?>>? settings = null)
    {
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions
        {
            Args = args,
            ApplicationName = typeof(SimulatorHost).Assembly.GetName().Name,
            ContentRootPath = AppContext.BaseDirectory,
        });
        builder.Configuration.AddInMemoryCollection(settings ?? []);
        builder.AddSimulators();
        var app = builder.Build();
        app.MapSimulators();
        return app;
    }

    public async ValueTask DisposeAsync()
    {
        await app.StopAsync();
        await app.DisposeAsync();
    }
}
