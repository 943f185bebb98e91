using HomeLab.Inventory.Resources;
using HomeLab.Inventory.Sources;
using HomeLab.ServiceDefaults.Outages;
using HomeLab.Testing;
using HomeLab.Testing.Requirements;
using Microsoft.Extensions.Logging.Abstractions;

namespace HomeLab.Inventory.Tests.Sources;

public class LeasedLoopTests
{
    static readonly InventoryOptions Quick = new() { Lab = "/nowhere", LeaseDuration = TimeSpan.FromSeconds(1) };

    [RequiresFact(Requirement.PostgreSql)]
    public async Task Lets_one_of_two_replicas_observe_and_the_other_take_over_when_it_stops()
    {
        await using var database = await InventoryDatabase.CreateAsync(Quick);
        using var stopFirst = new CancellationTokenSource();
        using var stopSecond = new CancellationTokenSource();
        var observing = new bool[2];

        var first = Replica(database).RunAsync("docker/host", (_, token) => ObserveAsync(0, token), stopFirst.Token);
        await Eventually.TrueAsync(() => observing[0], "the first observes");
        var second = Replica(database).RunAsync("docker/host", (_, token) => ObserveAsync(1, token), stopSecond.Token);
        var taken = await LeaseUntilAsync(database);
        await Eventually.TrueAsync(async () => await LeaseUntilAsync(database) > taken + Quick.LeaseDuration, "the first has renewed its lease beyond its first end");
        var both = observing[0] && observing[1];
        await stopFirst.CancelAsync();
        await first;
        await Eventually.TrueAsync(() => observing[1], "the second has taken over");
        await stopSecond.CancelAsync();
        await second;

        Assert.False(both);

        async Task ObserveAsync(int replica, CancellationToken token)
        {
            observing[replica] = true;
            await Task.Delay(Timeout.Infinite, token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            observing[replica] = false;
        }
    }

    [RequiresFact(Requirement.PostgreSql)]
    public async Task Runs_an_observer_again_that_failed()
    {
        await using var database = await InventoryDatabase.CreateAsync(Quick);
        using var stop = new CancellationTokenSource();
        var runs = 0;

        var loop = Replica(database).RunAsync("docker/host", (_, _) => ++runs < 3 ? throw new InvalidOperationException("bug") : Task.CompletedTask, stop.Token);
        await Eventually.TrueAsync(() => runs >= 3, "it ran three times");
        await stop.CancelAsync();
        await loop;
    }

    static Task<DateTime> LeaseUntilAsync(InventoryDatabase database) =>
        database.QueryAsync<DateTime>("SELECT lease_until FROM source WHERE name = 'docker/host'");

    static LeasedLoop Replica(InventoryDatabase database) => new(
        new SourceLeases(database.Source, database.Options, database.Time),
        new DatabaseOutages(database.Source, database.Time, NullLogger<DatabaseOutages>.Instance), database.Options, database.Time, NullLogger<LeasedLoop>.Instance);
}
