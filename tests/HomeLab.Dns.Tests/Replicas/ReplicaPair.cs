using HomeLab.Cloudflare;
using HomeLab.Dns.Reconciling;
using HomeLab.Dns.Records;
using HomeLab.Dns.Tests.Reconciling;
using HomeLab.Dns.Tests.Rpc;
using HomeLab.ServiceDefaults.Reconciliation;
using HomeLab.Simulators;
using HomeLab.Testing;
using HomeLab.Testing.Servers;
using Microsoft.AspNetCore.Builder;
using Npgsql;

namespace HomeLab.Dns.Tests.Replicas;

/// <summary>Two processes of the service over one database, broker and Cloudflare, and what is wanted of them.</summary>
sealed class ReplicaPair : IAsyncDisposable
{
    public const string Zone = "example.org";

    static readonly TimeSpan Patience = TimeSpan.FromSeconds(120);
    readonly FakeInventory inventory = new();
    readonly Dictionary<string, string> wanted = [];
    readonly List<Replica> replicas = [];
    readonly TestDatabase database;
    readonly WebApplication inventoryApp;

    ReplicaPair(TestDatabase database, SimulatorHost simulator, WebApplication inventoryApp, FakeInventory inventory)
    {
        (this.database, Simulator, this.inventoryApp, this.inventory) = (database, simulator, inventoryApp, inventory);
        Source = NpgsqlDataSource.Create(database.ConnectionString);
    }

    public NpgsqlDataSource Source { get; }

    public SimulatorHost Simulator { get; }

    /// <param name="rateLimit">Requests that the simulated Cloudflare grants an hour.</param>
    /// <param name="settings">Of both processes.</param>
    public static async Task<ReplicaPair> StartAsync(int rateLimit, params (string Name, string Value)[] settings)
    {
        var inventory = new FakeInventory();
        var database = await TestDatabase.CreateAsync();
        var simulator = await SimulatorHost.StartAsync(
            ("Simulators:Cloudflare:Zones:0:Name", Zone), ("Simulators:RememberedRequests", "100000"),
            ("Simulators:Cloudflare:Tokens:0:Name", "dns"), ("Simulators:Cloudflare:Tokens:0:Secret", "token-of-the-dns-service"),
            ("Simulators:Cloudflare:Tokens:1:Name", "somebody"), ("Simulators:Cloudflare:Tokens:1:Secret", "token-of-somebody-else"),
            ("Simulators:Cloudflare:RateLimit", $"{rateLimit}"), ("Simulators:Cloudflare:RateLimitSeconds", "3600"));
        var (app, address) = await FakeInventoryService.StartAsync(inventory);
        var messaging = await TestBroker.CreateVirtualHostAsync();
        var pair = new ReplicaPair(database, simulator, app, inventory);
        for (var replica = 0; replica < 2; replica++)
        {
            pair.replicas.Add(await Replica.StartAsync(
            [
                ("ConnectionStrings__dns-db", database.ConnectionString), ("ConnectionStrings__messaging", messaging),
                ("services__inventory__grpc__0", address), ("Rpc__Token", "dns.0123456789abcdef"), ("Rpc__Port", "0"),
                ("ASPNETCORE_URLS", "http://127.0.0.1:0"), ("Rpc__Callers__operator__Secret", "0123456789abcdef"),
                ("DNS_TEST_TOKEN", "token-of-the-dns-service"), ("Dns__CloudflareUrl", simulator.Cloudflare.ToString()), .. settings,
            ]));
        }
        return pair;
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var replica in replicas)
        {
            await replica.DisposeAsync();
        }
        await inventoryApp.DisposeAsync();
        await Simulator.DisposeAsync();
        await Source.DisposeAsync();
        NpgsqlConnection.ClearAllPools();
        await database.DisposeAsync();
    }

    /// <summary>Who holds the zone; null: nobody.</summary>
    /// <param name="isWriting">And has a write under way.</param>
    public async Task<Replica?> HolderAsync(bool isWriting = false)
    {
        await using var command = Source.CreateCommand(
            """
            SELECT leased_by FROM homelab.work w
            WHERE key = @zone AND leased_by IS NOT NULL AND (NOT @isWriting OR EXISTS (SELECT FROM homelab.intent i WHERE i.key = w.key AND status = 'open'))
            """);
        command.Parameters.Add(new("zone", Zone));
        command.Parameters.Add(new("isWriting", isWriting));
        return await command.ExecuteScalarAsync() is string worker ? replicas.Single(it => worker.Contains($"/{it.Id}/", StringComparison.Ordinal)) : null;
    }

    public async Task WantAsync(int more)
    {
        for (var name = 0; name < more; name++)
        {
            wanted[$"n{wanted.Count}"] = "home.example.net";
        }
        // What is there changes as well.
        wanted["n0"] = $"home{wanted.Count}.example.net";
        inventory.Want(Zone, wanted);
        await LookAsync();
    }

    public Task LookAsync() => new WorkQueue(Source, TimeProvider.System).EnqueueAsync(
        [DnsReconciler.KeyOf(ZoneName.Parse(Zone))], Cause.Here("Test", Zone, TimeProvider.System.GetUtcNow()), default);

    public async Task ConvergesAsync()
    {
        var client = new CloudflareClient(
            new HttpClient(new SocketsHttpHandler()) { BaseAddress = Simulator.Cloudflare }, _ => ValueTask.FromResult("token-of-somebody-else"),
            new RateBudget(TimeProvider.System, limit: 1_000_000), TimeProvider.System);
        var zone = (await client.ListZonesAsync(Zone, default))[0];
        await EventuallyAsync(
            async () =>
            {
                // First whether it is quiet: who asks Cloudflare all the time is refused there.
                if (!await IsSettledAsync())
                {
                    return false;
                }
                var there = (await client.ListRecordsAsync(zone.Id)).ToDictionary(record => record.Name.Split('.')[0], record => record.Content);
                return there.Count == wanted.Count && wanted.All(want => there.GetValueOrDefault(want.Key) == want.Value);
            },
            "the zone holds what is wanted");
    }

    public async Task EventuallyAsync(Func<Task<bool>> condition, string message)
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

    async Task<bool> IsSettledAsync()
    {
        await using var command = Source.CreateCommand(
            """
            SELECT NOT EXISTS (SELECT FROM homelab.intent WHERE status IN ('open', 'unconfirmed'))
                AND EXISTS (SELECT FROM homelab.work WHERE key = @zone AND leased_by IS NULL AND due_at > now() AND outcome IN ('Applied', 'Converged'))
            """);
        command.Parameters.Add(new("zone", Zone));
        return (bool)(await command.ExecuteScalarAsync())!;
    }
}
