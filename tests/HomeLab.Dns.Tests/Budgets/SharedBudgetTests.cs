using HomeLab.Cloudflare;
using HomeLab.Dns.Budgets;
using HomeLab.Dns.Providers;
using HomeLab.Simulators;
using HomeLab.Simulators.Faults;
using HomeLab.Testing;
using HomeLab.Testing.Requirements;
using HomeLab.Testing.Servers;
using Npgsql;

namespace HomeLab.Dns.Tests.Budgets;

/// <summary>Two replicas, each with connections of its own, against a Cloudflare that counts.</summary>
public sealed class SharedBudgetTests : IAsyncLifetime
{
    const int Quota = 60;
    TestDatabase database = null!;
    SimulatorHost simulator = null!;
    NpgsqlDataSource[] replicas = [];

    public async Task InitializeAsync()
    {
        if (Machine.WhyMissing(Requirement.PostgreSql) is not null)
        {
            return;
        }
        database = await TestDatabase.CreateAsync();
        replicas = [NpgsqlDataSource.Create(database.ConnectionString), NpgsqlDataSource.Create(database.ConnectionString)];
        await using var table = replicas[0].CreateCommand("CREATE TABLE budget (account text PRIMARY KEY, state jsonb NOT NULL DEFAULT '{}')");
        await table.ExecuteNonQueryAsync();
        simulator = await SimulatorHost.StartAsync(
            ("Simulators:Cloudflare:Zones:0:Name", "example.org"), ("Simulators:Cloudflare:RateLimit", $"{Quota}"),
            ("Simulators:Cloudflare:RateLimitSeconds", "3600"),
            ("Simulators:Cloudflare:Tokens:0:Name", "dns"), ("Simulators:Cloudflare:Tokens:0:Secret", "token-of-both-replicas"));
    }

    public async Task DisposeAsync()
    {
        foreach (var replica in replicas)
        {
            await replica.DisposeAsync();
        }
        if (simulator is not null)
        {
            await simulator.DisposeAsync();
            await database.DisposeAsync();
        }
    }

    [RequiresFact(Requirement.PostgreSql)]
    [Proves("DNS-47")]
    public async Task Two_replicas_that_call_as_often_as_they_may_are_never_refused()
    {
        var priorities = Enum.GetValues<CallPriority>();

        await Task.WhenAll(Enumerable.Range(0, 8).Select(async caller =>
        {
            for (var call = 0; call < 40; call++)
            {
                await TryAsync(Client(caller % 2, priorities[(caller + call) % priorities.Length]));
            }
        }));

        Assert.DoesNotContain(simulator.Requests.Entries, request => request.Status == 429);
        Assert.InRange(simulator.Requests.Entries.Count, Quota / 2, 8 * 40);
    }

    [RequiresFact(Requirement.PostgreSql)]
    [Proves("DNS-47")]
    public async Task A_refusal_of_one_replica_silences_the_other()
    {
        simulator.Faults.Add(new FaultRule { Effect = FaultEffect.RateLimited, RetryAfterSeconds = 3000, Times = 1 });
        await TryAsync(Client(0, CallPriority.Normal));

        var refused = await Assert.ThrowsAsync<CloudflareException>(() => Client(1, CallPriority.Urgent).ListZonesAsync("example.org", default));

        Assert.Equal(CloudflareFailure.RateLimited, refused.Failure);
        Assert.Contains("Cloudflare refused a request with 429", refused.Message, StringComparison.Ordinal);
        Assert.Single(simulator.Requests.Entries);
    }

    [RequiresFact(Requirement.PostgreSql)]
    [Proves("DNS-47")]
    public async Task An_urgent_change_passes_while_a_bulk_of_5000_waits()
    {
        var budgets = new BudgetStore(replicas[0]);
        var now = TimeProvider.System.GetUtcNow();
        // As if the other replica had spent all that a bulk may: 70 % of the quota.
        await budgets.ChangeAsync(
            "cloudflare",
            budget => Enumerable.Range(0, 42).Aggregate(
                budget with { Quota = Quota, Window = TimeSpan.FromHours(1) }, (before, _) => before.Take(CallPriority.Bulk, now)),
            default);
        var bulk = Client(0, CallPriority.Bulk);
        var waiting = 0;
        for (var change = 0; change < 5000; change += 200)
        {
            await Assert.ThrowsAsync<CloudflareException>(() => bulk.ListZonesAsync("example.org", default));
            waiting += 200;
        }
        Assert.Empty(simulator.Requests.Entries);

        var zone = Assert.Single(await Client(1, CallPriority.Urgent).ListZonesAsync("example.org", default));
        await Client(1, CallPriority.Urgent).CreateRecordAsync(
            zone.Id, new RecordWrite { Type = "A", Name = "home.example.org", Content = "203.0.113.7" }, default);

        Assert.Equal(5000, waiting);
        Assert.Single(simulator.Requests.Entries, request => request.IsWrite);
    }

    [RequiresFact(Requirement.PostgreSql)]
    public async Task A_call_whose_time_is_over_is_not_begun()
    {
        var late = new AccountBudget("cloudflare", new BudgetStore(replicas[0]), InMemoryBudgets.Metrics, TimeProvider.System)
            .At(CallPriority.Urgent, TimeProvider.System.GetUtcNow().AddSeconds(-1));

        var refused = await Assert.ThrowsAsync<CloudflareException>(() => Client(late).ListZonesAsync("example.org", default));

        Assert.Equal(CloudflareFailure.TooLate, refused.Failure);
        Assert.Empty(simulator.Requests.Entries);
    }

    static async Task TryAsync(CloudflareClient client)
    {
        try
        {
            await client.ListZonesAsync("example.org", default);
        }
        catch (CloudflareException e) when (e.Failure == CloudflareFailure.RateLimited)
        {
            // Held back, or refused once.
        }
    }

    CloudflareClient Client(int replica, CallPriority priority) => Client(
        new AccountBudget("cloudflare", new BudgetStore(replicas[replica]), InMemoryBudgets.Metrics, TimeProvider.System).At(priority));

    CloudflareClient Client(IRateBudget budget) => new(
        new HttpClient(new SocketsHttpHandler()) { BaseAddress = simulator.Cloudflare }, _ => ValueTask.FromResult("token-of-both-replicas"),
        budget, TimeProvider.System);
}
