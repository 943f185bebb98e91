using HomeLab.Cloudflare;
using HomeLab.Dns.Reconciling;
using HomeLab.Dns.Records;
using HomeLab.Dns.Tests.Ambiguity;
using HomeLab.Dns.Tests.Reconciling;
using HomeLab.Dns.Tests.Rpc;
using HomeLab.ServiceDefaults.Reconciliation;
using HomeLab.Simulators;
using HomeLab.Simulators.Faults;
using HomeLab.Testing;
using HomeLab.Testing.Requirements;
using HomeLab.Testing.Servers;
using Microsoft.AspNetCore.Builder;
using Npgsql;
using Xunit.Abstractions;

namespace HomeLab.Dns.Tests.Replicas;

/// <summary>Two processes over one database, broker and Cloudflare, while somebody keeps changing what is wanted.</summary>
public sealed class ReplicasTests(ITestOutputHelper output) : IAsyncLifetime
{
    const string Zone = "example.org";
    static readonly TimeSpan Patience = TimeSpan.FromSeconds(120);
    readonly FakeInventory inventory = new();
    readonly Dictionary<string, string> wanted = [];
    readonly List<Replica> replicas = [];
    TestDatabase database = null!;
    NpgsqlDataSource source = null!;
    SimulatorHost simulator = null!;
    WebApplication inventoryApp = null!;

    public async Task InitializeAsync()
    {
        if (Machine.WhyMissing(Requirement.PostgreSql, Requirement.RabbitMq) is not null)
        {
            return;
        }
        database = await TestDatabase.CreateAsync();
        source = NpgsqlDataSource.Create(database.ConnectionString);
        simulator = await SimulatorHost.StartAsync(
            ("Simulators:Cloudflare:Zones:0:Name", Zone), ("Simulators:RememberedRequests", "100000"),
            ("Simulators:Cloudflare:Tokens:0:Name", "dns"), ("Simulators:Cloudflare:Tokens:0:Secret", "token-of-the-dns-service"),
            ("Simulators:Cloudflare:Tokens:1:Name", "somebody"), ("Simulators:Cloudflare:Tokens:1:Secret", "token-of-somebody-else"),
            ("Simulators:Cloudflare:RateLimit", "1000000"));
        (inventoryApp, var address) = await FakeInventoryService.StartAsync(inventory);
        var messaging = await TestBroker.CreateVirtualHostAsync();
        for (var replica = 0; replica < 2; replica++)
        {
            replicas.Add(await Replica.StartAsync(
                ("ConnectionStrings__dns-db", database.ConnectionString), ("ConnectionStrings__messaging", messaging),
                ("services__inventory__grpc__0", address), ("Rpc__Token", "dns.0123456789abcdef"), ("Rpc__Port", "0"),
                ("ASPNETCORE_URLS", "http://127.0.0.1:0"), ("Rpc__Callers__operator__Secret", "0123456789abcdef"),
                ("DNS_TEST_TOKEN", "token-of-the-dns-service"), ("Dns__CloudflareUrl", simulator.Cloudflare.ToString()),
                ("Dns__CallTimeout", "00:00:05"), ("Dns__WriteTimeout", "00:00:10"), ("Dns__RetryAfter", "00:00:01"), ("Dns__ReadLag", "00:00:00"),
                ("Reconciliation__Lease", "00:00:05"), ("Reconciliation__Grace", "00:00:01")));
        }
    }

    public async Task DisposeAsync()
    {
        foreach (var replica in replicas)
        {
            await replica.DisposeAsync();
        }
        if (database is not null)
        {
            await inventoryApp.DisposeAsync();
            await simulator.DisposeAsync();
            await source.DisposeAsync();
            NpgsqlConnection.ClearAllPools();
            await database.DisposeAsync();
        }
    }

    [RequiresFact(Requirement.PostgreSql, Requirement.RabbitMq)]
    [Proves("DNS-37")]
    public async Task A_zone_passes_from_one_that_hangs_and_from_one_that_died_to_the_other_and_nothing_is_done_twice()
    {
        await WantAsync(5);
        await ConvergesAsync();

        // In the middle of a write: its effect arrives, and its answer finds nobody awake.
        var hanging = await CatchWritingAsync();
        hanging.Stop();
        await WantAsync(3);
        await ConvergesAsync("after the one that writes was stopped");
        hanging.Continue();
        await WantAsync(3);
        await ConvergesAsync();

        var dead = await CatchWritingAsync();
        dead.Kill();
        await WantAsync(3);
        await ConvergesAsync("after the one that writes was killed");

        var requests = simulator.Requests.Entries.Where(request => request.Credential == "dns").OrderBy(request => request.Sequence).ToList();
        Assert.Empty(await LedgerCheck.RunAsync(source, Zone, after: 0, requests));
    }

    /// <summary>The replica that has a write under way, which then stays under way for two seconds.</summary>
    async Task<Replica> CatchWritingAsync()
    {
        simulator.Faults.Add(new FaultRule { Effect = FaultEffect.Latency, Seconds = 2, Method = "POST", Times = 1 });
        await WantAsync(1);
        Replica? found = null;
        await EventuallyAsync(async () => (found = await WriterAsync()) is not null, "somebody writes");
        return found!;
    }

    async Task<Replica?> WriterAsync()
    {
        await using var command = source.CreateCommand(
            "SELECT leased_by FROM homelab.work w WHERE key = @zone AND EXISTS (SELECT FROM homelab.intent i WHERE i.key = w.key AND status = 'open')");
        command.Parameters.Add(new("zone", Zone));
        return await command.ExecuteScalarAsync() is string worker ? replicas.Single(it => worker.Contains($"/{it.Id}/", StringComparison.Ordinal)) : null;
    }

    async Task WantAsync(int more)
    {
        for (var name = 0; name < more; name++)
        {
            wanted[$"n{wanted.Count}"] = "home.example.net";
        }
        // What is there changes as well.
        wanted["n0"] = $"home{wanted.Count}.example.net";
        inventory.Want(Zone, wanted);
        await new WorkQueue(source, TimeProvider.System).EnqueueAsync(
            [DnsReconciler.KeyOf(ZoneName.Parse(Zone))], Cause.Here("Test", Zone, TimeProvider.System.GetUtcNow()), default);
    }

    async Task ConvergesAsync(string when)
    {
        var began = TimeProvider.System.GetTimestamp();
        await ConvergesAsync();
        output.WriteLine($"{TimeProvider.System.GetElapsedTime(began).TotalSeconds:0.0} s until the zone held what was wanted {when}");
    }

    Task ConvergesAsync() => EventuallyAsync(
        async () =>
        {
            var client = new CloudflareClient(
                new HttpClient(new SocketsHttpHandler()) { BaseAddress = simulator.Cloudflare }, _ => ValueTask.FromResult("token-of-somebody-else"),
                new RateBudget(TimeProvider.System, limit: 1_000_000), TimeProvider.System);
            var zone = (await client.ListZonesAsync(Zone, default))[0];
            var there = (await client.ListRecordsAsync(zone.Id)).ToDictionary(record => record.Name.Split('.')[0], record => record.Content);
            return there.Count == wanted.Count && wanted.All(want => there.GetValueOrDefault(want.Key) == want.Value) && await IsSettledAsync();
        },
        "the zone holds what is wanted");

    async Task<bool> IsSettledAsync()
    {
        await using var command = source.CreateCommand(
            """
            SELECT NOT EXISTS (SELECT FROM homelab.intent WHERE status IN ('open', 'unconfirmed'))
                AND EXISTS (SELECT FROM homelab.work WHERE key = @zone AND leased_by IS NULL AND outcome IN ('Applied', 'Converged'))
            """);
        command.Parameters.Add(new("zone", Zone));
        return (bool)(await command.ExecuteScalarAsync())!;
    }

    async Task EventuallyAsync(Func<Task<bool>> condition, string message)
    {
        try
        {
            await Eventually.TrueAsync(condition, message, Patience, TimeSpan.FromMilliseconds(100));
        }
        catch (Xunit.Sdk.XunitException e)
        {
            throw new Xunit.Sdk.XunitException($"{e.Message}\n{string.Join("\n---\n", replicas.Select(replica => replica.Output))}");
        }
    }
}
