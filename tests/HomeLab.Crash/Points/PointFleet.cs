using HomeLab.Crash.Checking;
using HomeLab.Crash.Recorder;
using HomeLab.Crash.Workload;
using HomeLab.Dns;
using HomeLab.Inventory;
using HomeLab.Inventory.Rpc;
using HomeLab.ServiceDefaults;
using HomeLab.ServiceDefaults.Messaging;
using HomeLab.ServiceDefaults.Persistence;
using HomeLab.ServiceDefaults.Rpc;
using HomeLab.Simulators;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace HomeLab.Crash.Points;

/// <summary>Inventory, Dns and a recorder in this process, between a real broker, a real database and the simulated provider.</summary>
sealed class PointFleet : IAsyncDisposable
{
    public const string Inventory = "inventory";
    public const string Dns = "dns";
    public static readonly IReadOnlyList<string> Services = [RecorderService.Name, Inventory, Dns];

    const string Secret = "a-secret-of-the-crash-tests-0123456789abcdef";
    readonly Dictionary<string, ServiceLife> lives = [];
    readonly Dictionary<string, string> databases;
    readonly Uri broker;
    readonly SimulatorHost simulators;

    PointFleet(Dictionary<string, string> databases, Uri broker, SimulatorHost simulators, LabRepository lab)
    {
        (this.databases, this.broker, this.simulators, Lab) = (databases, broker, simulators, lab);
        var plain = databases.ToDictionary(it => it.Key, it => it.Value + ";Pooling=true");
        Sources = new BookSources(
            new HttpClient(new SocketsHttpHandler()), simulators.BaseAddress, broker, lab, plain[Inventory], plain[Dns], plain[RecorderService.Name]);
    }

    public TurnedClock Clock { get; } = new();

    public LabRepository Lab { get; }

    public BookSources Sources { get; }

    /// <param name="databases">Empty ones by service, as connection strings.</param>
    /// <param name="broker">With an empty virtual host.</param>
    public static async Task<PointFleet> StartAsync(Dictionary<string, string> databases, Uri broker, string labDirectory)
    {
        foreach (var database in databases.Values)
        {
            await Audit.InstallAsync(database);
        }
        var simulators = await SimulatorHost.StartAsync(
            ("Simulators:RememberedRequests", "1000000"), ("Simulators:Cloudflare:RateLimit", "100000000"));
        var lab = new LabRepository(labDirectory);
        await lab.CreateAsync(removeAfter: "0s");
        var fleet = new PointFleet(databases, broker, simulators, lab);
        foreach (var service in Services)
        {
            await fleet.StartAsync(service);
        }
        return fleet;
    }

    public PointGate GateOf(string service) => lives[service].Gate;

    /// <summary>Ends the service's life as a crash does, lets what it had leased run out, and begins another.</summary>
    public async Task RestartAsync(string service)
    {
        lives[service].Abandon();
        Clock.Advance(TimeSpan.FromSeconds(30));
        await StartAsync(service);
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var life in lives.Values)
        {
            life.Abandon();
        }
        Sources.Http.Dispose();
        await simulators.DisposeAsync();
    }

    async Task StartAsync(string service)
    {
        var life = new ServiceLife();
        await life.StartAsync(Build(service, life));
        lives[service] = life;
    }

    WebApplication Build(string service, ServiceLife life)
    {
        var assembly = service switch { Inventory => "HomeLab.Inventory", Dns => "HomeLab.Dns", _ => "HomeLab.Crash" };
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions { ApplicationName = assembly });
        builder.Configuration.AddInMemoryCollection(Settings(service, life));
        builder.Services.AddSingleton<TimeProvider>(Clock);
        switch (service)
        {
            case Inventory:
                builder.AddServiceDefaults(Inventory);
                builder.AddDatabase("inventory-db");
                builder.AddMessaging(_ => { });
                builder.AddInventory();
                var inventory = builder.Build();
                inventory.MapServiceDefaults();
                inventory.MapRpc<InventoryService>(Role.Viewer);
                return inventory;
            case Dns:
                builder.AddServiceDefaults(Dns);
                builder.AddDns();
                var dns = builder.Build();
                dns.MapServiceDefaults();
                dns.MapDns();
                return dns;
            default:
                return RecorderService.Build(builder);
        }
    }

    Dictionary<string, string?> Settings(string service, ServiceLife life)
    {
        var database = new NpgsqlConnectionStringBuilder(databases[service]);
        var port = database.Port;
        database.Port = life.Tap(() => port, () => new PostgresWire());
        (database.SslMode, database.GssEncryptionMode) = (SslMode.Disable, GssEncryptionMode.Disable);
        // Abandoned pools would be kept for those of the same name.
        database.ApplicationName = $"{service}-{database.Port}";
        var settings = new Dictionary<string, string?>
        {
            [$"ConnectionStrings:{service}-db"] = database.ConnectionString,
            ["ConnectionStrings:messaging"] = new UriBuilder(broker) { Port = life.Tap(() => broker.Port, () => new AmqpWire()) }.Uri.AbsoluteUri,
            ["Logging:LogLevel:Default"] = "None",
            ["Shutdown:HardStopAfter"] = "00:10:00",
            ["Messaging:PollInterval"] = "00:00:01",
            ["Reconciliation:PollInterval"] = "00:00:01",
            ["Reconciliation:Lease"] = "00:00:05",
            ["Reconciliation:Grace"] = "00:00:01",
            // One edit is made over and over.
            ["Brakes:MaxRepeats"] = "1000",
            ["Brakes:TwoControllersRounds"] = "1000",
        };
        foreach (var (key, value) in service switch { Inventory => OfInventory(), Dns => OfDns(life), _ => [] })
        {
            settings[key] = value;
        }
        return settings;
    }

    Dictionary<string, string?> OfInventory() => new()
    {
        ["Inventory:Lab"] = Lab.Path,
        ["Inventory:LabInterval"] = "00:00:02",
        ["Inventory:LabDebounce"] = "00:00:00.05",
        ["Inventory:LeaseDuration"] = "00:00:05",
        ["Rpc:Callers:dns:Secret"] = Secret,
        ["Rpc:Callers:dns:Role"] = "Viewer",
    };

    Dictionary<string, string?> OfDns(ServiceLife life) => new()
    {
        ["services:inventory:grpc:0"] = $"http://127.0.0.1:{life.Tap(() => lives[Inventory].RpcPort, () => new GrpcWire())}",
        ["Rpc:Token"] = $"dns.{Secret}",
        ["CLOUDFLARE_TOKEN"] = "demo-lab-token-for-the-simulator-0000000",
        ["Dns:CloudflareUrl"] = $"http://127.0.0.1:{life.Tap(() => simulators.BaseAddress.Port, () => new HttpWire())}/cloudflare/client/v4/",
        ["Dns:CallTimeout"] = "00:00:05",
        ["Dns:WriteTimeout"] = "00:00:11",
        ["Dns:RetryAfter"] = "00:00:01",
        ["Dns:StalledRetryAfter"] = "00:00:01",
    };
}
