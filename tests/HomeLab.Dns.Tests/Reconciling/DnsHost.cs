using System.Globalization;
using Grpc.Core;
using Grpc.Net.Client;
using HomeLab.Cloudflare;
using HomeLab.Contracts.Grpc.Control;
using HomeLab.Contracts.Grpc.Inventory;
using HomeLab.Dns.Addresses;
using HomeLab.Dns.Lists;
using HomeLab.Dns.Mirror;
using HomeLab.Dns.Reconciling;
using HomeLab.ServiceDefaults;
using HomeLab.ServiceDefaults.Messaging;
using HomeLab.ServiceDefaults.Persistence;
using HomeLab.ServiceDefaults.Reconciliation;
using HomeLab.Simulators;
using HomeLab.Simulators.RequestLog;
using HomeLab.Testing;
using HomeLab.Testing.Servers;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Npgsql;
using ControlClient = HomeLab.Contracts.Grpc.Control.Control.ControlClient;

namespace HomeLab.Dns.Tests.Reconciling;

/// <summary>The service's reconciler on a database of its own, with a simulated Cloudflare and an Inventory that the test plays.</summary>
sealed class DnsHost : IAsyncDisposable
{
    const string Token = "token-for-the-tests";
    readonly TestDatabase database;
    readonly WebApplication app;
    GrpcChannel? channel;

    DnsHost(TestDatabase database, SimulatorHost simulator, FakeInventory inventory, WebApplication app) =>
        (this.database, Simulator, Inventory, this.app) = (database, simulator, inventory, app);

    public SimulatorHost Simulator { get; }

    public FakeInventory Inventory { get; }

    public IServiceProvider Services => app.Services;

    public IReadOnlyList<RequestEntry> Requests => Simulator.Requests.Entries;

    public int Writes => Requests.Count(request => request.IsWrite);

    /// <summary>What somebody else does in the account.</summary>
    public CloudflareClient Somebody { get; private init; } = null!;

    public string ZoneId { get; private set; } = "";

    public static Task<DnsHost> StartAsync(FakeInventory inventory, params (string Key, string? Value)[] settings) =>
        StartAsync(inventory, ["example.org", "example.net"], isTimeSimulated: false, settings);

    /// <param name="isTimeSimulated">The service goes by the simulator's clock, which the test turns.</param>
    public static async Task<DnsHost> StartAsync(
        FakeInventory inventory, IReadOnlyList<string> zones, bool isTimeSimulated, params (string Key, string? Value)[] settings) =>
        await StartAsync(inventory, inventory, zones, isTimeSimulated, settings);

    /// <param name="client">By which the service asks the inventory.</param>
    public static Task<DnsHost> StartAsync(
        FakeInventory inventory, Inventory.InventoryClient client, IReadOnlyList<string> zones, bool isTimeSimulated,
        params (string Key, string? Value)[] settings) => StartAsync(inventory, client, zones, isTimeSimulated, services: null, settings);

    /// <param name="services">What the test adds to the service.</param>
    public static async Task<DnsHost> StartAsync(
        FakeInventory inventory, Inventory.InventoryClient client, IReadOnlyList<string> zones, bool isTimeSimulated,
        Action<IServiceCollection>? services, (string Key, string? Value)[] settings)
    {
        var database = await TestDatabase.CreateAsync();
        var simulator = await SimulatorHost.StartAsync(
        [
            .. settings.Where(setting => setting.Key.StartsWith("Simulators:", StringComparison.Ordinal)),
            .. zones.Select((zone, index) => ($"Simulators:Cloudflare:Zones:{index}:Name", (string?)zone)),
            ("Simulators:Cloudflare:RateLimit", "1000000"), ("Simulators:Cloudflare:DnsPort", "0"),
            ("Simulators:Cloudflare:Tokens:0:Name", "dns"), ("Simulators:Cloudflare:Tokens:0:Secret", Token),
            ("Simulators:Cloudflare:Tokens:1:Name", "somebody"), ("Simulators:Cloudflare:Tokens:1:Secret", "token-of-somebody-else"),
        ]);
        inventory.Lab.Cloudflare.Url = simulator.Cloudflare.ToString();
        var time = isTimeSimulated ? simulator.Clock : TimeProvider.System;
        var resolver = simulator.NameServers.Address!;
        settings =
        [
            .. settings.Concat([("Dns:Resolver", resolver.ToString()), ("Dns:NameServerPort", resolver.Port.ToString(CultureInfo.InvariantCulture))])
                .DistinctBy(setting => setting.Item1),
        ];
        var host = new DnsHost(database, simulator, inventory, await StartAsync(database, inventory, client, time, services, settings))
        {
            Somebody = new CloudflareClient(
                new HttpClient(new SocketsHttpHandler()) { BaseAddress = simulator.Cloudflare },
                _ => ValueTask.FromResult("token-of-somebody-else"), new RateBudget(time), time),
        };
        host.ZoneId = await host.ZoneIdAsync(zones[0]);
        simulator.Requests.Clear();
        return host;
    }

    public async ValueTask DisposeAsync()
    {
        channel?.Dispose();
        await app.StopAsync();
        await app.DisposeAsync();
        await Simulator.DisposeAsync();
        NpgsqlConnection.ClearAllPools();
        await database.DisposeAsync();
    }

    /// <summary>Asks for a look at the zone and returns how it ended.</summary>
    public async Task<ZoneStatus> LookAsync(string zone = "example.org")
    {
        var statuses = Services.GetRequiredService<ZoneStatuses>();
        var name = Dns.Records.ZoneName.Parse(zone);
        var askedAt = Time.GetUtcNow();
        await AskAsync(zone);
        ZoneStatus? status = null;
        await Eventually.TrueAsync(
            async () => (status = await statuses.ReadAsync(name, default))?.At > askedAt && await IsIdleAsync(zone), $"{zone} is looked at");
        return status!;
    }

    public Task AskAsync(string zone) => Services.GetRequiredService<WorkQueue>().EnqueueAsync(
        [DnsReconciler.KeyOf(Dns.Records.ZoneName.Parse(zone))], Cause.Here("Test", zone, Time.GetUtcNow()), default);

    public async Task<string> ZoneIdAsync(string zone) => (await Somebody.ListZonesAsync(zone, default))[0].Id;

    public async Task<IReadOnlyList<CloudflareRecord>> RecordsAsync(string? name = null) =>
        await Somebody.ListRecordsAsync(ZoneId, name);

    public Task<CloudflareRecord> PutAsync(string name, string content, string type = "A") =>
        Somebody.CreateRecordAsync(ZoneId, new RecordWrite { Type = type, Name = name, Content = content, Comment = "by hand" }, default);

    /// <summary>The request log of our own token.</summary>
    public IEnumerable<RequestEntry> OurRequests => Requests.Where(request => request.Credential == "dns");

    public static Metadata Viewer => new() { { "authorization", "Bearer eve.0123456789abcdef" } };

    public static Metadata Operator => new() { { "authorization", "Bearer ada.fedcba9876543210" } };

    public ControlClient Control => new(channel ??= GrpcChannel.ForAddress(
        Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Last()));

    /// <summary>What waits at the zone; null: nothing.</summary>
    public async Task<Contracts.Grpc.Control.Proposal?> ProposalAsync() =>
        (await Control.ListProposalsAsync(new ListProposalsRequest(), Viewer)).Proposals.SingleOrDefault();

    public async Task ApproveAsync(string hash) =>
        await Control.ApproveAsync(new ApproveRequest { Kind = DnsReconciler.ZoneKind, Key = "example.org", Hash = hash }, Operator);

    public async Task<T> QueryAsync<T>(string sql)
    {
        await using var command = Services.GetRequiredService<NpgsqlDataSource>().CreateCommand(sql);
        return (T)(await command.ExecuteScalarAsync())!;
    }

    public async Task RunAsync(string sql)
    {
        await using var command = Services.GetRequiredService<NpgsqlDataSource>().CreateCommand(sql);
        await command.ExecuteNonQueryAsync();
    }

    /// <summary>Lets the next look read the zone whole.</summary>
    public Task DoubtAsync(string zone) => Services.GetRequiredService<ZoneMirror>().DoubtAsync(Dns.Records.ZoneName.Parse(zone), default);

    /// <summary>Does something while a look at example.org holds its work and before it writes the zone's row, and ends with both done.</summary>
    public async Task WhileALookWritesAsync(Func<Task> ask)
    {
        await using var connection = await Services.GetRequiredService<NpgsqlDataSource>().OpenConnectionAsync();
        await using var look = await connection.BeginTransactionAsync();
        await using var holds = new NpgsqlCommand("SELECT FROM homelab.work WHERE kind = 'zone' AND key = 'example.org' FOR UPDATE", connection, look);
        await holds.ExecuteNonQueryAsync();
        var asking = ask();
        await Eventually.TrueAsync(
            () => QueryAsync<bool>("SELECT EXISTS (SELECT FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock')"),
            "it waits for the look");
        await using var writes = new NpgsqlCommand("UPDATE zone SET heard_at = heard_at WHERE name = 'example.org'", connection, look);
        await writes.ExecuteNonQueryAsync();
        await look.CommitAsync();
        await asking;
    }

    /// <summary>Has the worker look for due work now, which it does by itself only as often as it polls.</summary>
    public Task WakeAsync() => QueryAsync<object>("SELECT pg_notify('homelab_work', '')");

    /// <summary>Waits until nobody looks at the zone and nothing of it is due, and returns how it stands then.</summary>
    public async Task<LookState> IdleAsync(string zone)
    {
        LookState? state = null;
        await Eventually.TrueAsync(async () => (state = await StateAsync(zone)) is not null, $"{zone} is idle");
        return state!;
    }

    async Task<LookState?> StateAsync(string zone)
    {
        await using var command = Services.GetRequiredService<NpgsqlDataSource>().CreateCommand(
            """
            SELECT outcome, coalesce(reason_code, ''), coalesce(reason, ''), due_at,
                (SELECT count(*) FROM homelab.intent i WHERE i.key = w.key AND status = 'open'),
                (SELECT count(*) FROM homelab.intent i WHERE i.key = w.key AND status = 'unconfirmed')
            FROM homelab.work w WHERE kind = 'zone' AND key = @zone AND leased_by IS NULL AND due_at > @now AND outcome IS NOT NULL
            """);
        command.Parameters.Add(new("zone", zone));
        command.Parameters.Add(new("now", Time.GetUtcNow()));
        await using var row = await command.ExecuteReaderAsync();
        return await row.ReadAsync()
            ? new LookState(row.GetString(0), row.GetString(1), row.GetString(2), row.GetFieldValue<DateTimeOffset>(3), row.GetInt64(4), row.GetInt64(5))
            : null;
    }

    TimeProvider Time => Services.GetRequiredService<TimeProvider>();

    async Task<bool> IsIdleAsync(string zone) => await QueryAsync<long>(
        $"SELECT count(*) FROM homelab.work WHERE kind = 'zone' AND key = '{zone}' AND leased_by IS NOT NULL") == 0;

    /// <summary>Lets the zones be known and not due, so that a test sees its own looks only.</summary>
    sealed class QuietStart(WorkQueue queue, NpgsqlDataSource database, FakeInventory inventory, TimeProvider time) : IHostedService
    {
        public async Task StartAsync(CancellationToken cancellationToken)
        {
            var zones = inventory.Lab.Cloudflare.Zones.Concat(inventory.Lab.DnsServers.SelectMany(server => server.Zones.Select(zone => $"{zone}@{server.Name}")));
            var keys = zones.Select(zone => new WorkKey(DnsReconciler.ZoneKind, zone)).ToList();
            await queue.EnqueueAsync(keys, Cause.Here("Test", "start", time.GetUtcNow()), cancellationToken);
            await using var command = database.CreateCommand("UPDATE homelab.work SET due_at = @later, causes = '[]'");
            command.Parameters.Add(new("later", time.GetUtcNow().AddDays(1)));
            await command.ExecuteNonQueryAsync(cancellationToken);
        }

        public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    }

    static async Task<WebApplication> StartAsync(
        TestDatabase database, FakeInventory inventory, Inventory.InventoryClient client, TimeProvider time, Action<IServiceCollection>? services,
        (string Key, string? Value)[] settings)
    {
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions { ApplicationName = typeof(DnsOptions).Assembly.GetName().Name });
        var configuration = settings.ToDictionary(setting => setting.Key, setting => setting.Value);
        configuration["ConnectionStrings:dns-db"] = database.ConnectionString;
        configuration.TryAdd("DNS_TEST_TOKEN", Token);
        configuration.TryAdd("Rpc:Callers:eve:Secret", "0123456789abcdef");
        configuration.TryAdd("Rpc:Callers:eve:Role", "Viewer");
        configuration.TryAdd("Rpc:Callers:ada:Secret", "fedcba9876543210");
        configuration.TryAdd("Rpc:Callers:ada:Role", "Operator");
        configuration.TryAdd("Logging:LogLevel:Default", "Warning");
        configuration.TryAdd("Reconciliation:PollInterval", "00:00:00.200");
        configuration.TryAdd("Reconciliation:Grace", "00:00:00");
        configuration.TryAdd("Dns:ReadLag", "00:00:00");
        configuration.TryAdd("Dns:CallTimeout", "00:00:01");
        configuration.TryAdd("Dns:WriteTimeout", "00:00:03");
        builder.Configuration.AddInMemoryCollection(configuration);
        builder.Services.AddSingleton(time);
        builder.AddServiceDefaults("dns");
        builder.AddDatabase("dns-db");
        builder.Services.AddSingleton<Outbox>();
        builder.Services.AddSingleton(inventory);
        builder.Services.AddSingleton(client);
        builder.Services.AddHostedService<QuietStart>();
        builder.AddZones();
        builder.Services.AddProviders();
        builder.AddReconciler<DnsReconciler>();
        builder.AddReconciler<UplinkReconciler>();
        builder.AddReconciler<IpListReconciler>();
        services?.Invoke(builder.Services);
        var app = builder.Build();
        app.MapServiceDefaults();
        await app.StartAsync();
        return app;
    }
}
