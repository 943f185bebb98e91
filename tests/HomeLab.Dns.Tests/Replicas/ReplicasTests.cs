using HomeLab.Dns.Budgets;
using HomeLab.Dns.Providers;
using HomeLab.Dns.Tests.Ambiguity;
using HomeLab.Simulators.Faults;
using HomeLab.Testing;
using HomeLab.Testing.Requirements;
using Xunit.Abstractions;

namespace HomeLab.Dns.Tests.Replicas;

/// <summary>Two processes over one database, broker and Cloudflare, while somebody keeps changing what is wanted.</summary>
public sealed class ReplicasTests(ITestOutputHelper output)
{
    [RequiresFact(Requirement.PostgreSql, Requirement.RabbitMq)]
    [Proves("DNS-37")]
    public async Task A_zone_passes_from_one_that_hangs_and_from_one_that_died_to_the_other_and_nothing_is_done_twice()
    {
        await using var pair = await ReplicaPair.StartAsync(
            rateLimit: 1_000_000,
            ("Dns__CallTimeout", "00:00:05"), ("Dns__WriteTimeout", "00:00:10"), ("Dns__RetryAfter", "00:00:01"), ("Dns__ReadLag", "00:00:00"),
            ("Reconciliation__Lease", "00:00:05"), ("Reconciliation__Grace", "00:00:01"));
        await pair.WantAsync(5);
        await pair.ConvergesAsync();

        // In the middle of a write: its effect arrives, and its answer finds nobody awake.
        var hanging = await CatchWritingAsync(pair);
        hanging.Stop();
        await pair.WantAsync(3);
        await ConvergesAsync(pair, "after the one that writes was stopped");
        hanging.Continue();
        await pair.WantAsync(3);
        await pair.ConvergesAsync();

        var dead = await CatchWritingAsync(pair);
        dead.Kill();
        await pair.WantAsync(3);
        await ConvergesAsync(pair, "after the one that writes was killed");

        var requests = pair.Simulator.Requests.Entries.Where(request => request.Credential == "dns").OrderBy(request => request.Sequence).ToList();
        Assert.Empty(await LedgerCheck.RunAsync(pair.Source, ReplicaPair.Zone, after: 0, requests));
    }

    [RequiresFact(Requirement.PostgreSql, Requirement.RabbitMq)]
    [Proves("DNS-47")]
    public async Task With_the_times_as_they_come_a_zone_passes_from_one_that_died_and_its_calls_count_for_the_other()
    {
        const int Quota = 60;
        await using var pair = await ReplicaPair.StartAsync(Quota);
        await pair.WantAsync(5);
        await pair.ConvergesAsync();
        var spent = await SpentAsync(pair);

        var dead = await CatchReadingAsync(pair);
        dead.Kill();
        await pair.WantAsync(3);
        await ConvergesAsync(pair, "after the one that reads was killed");
        await ReadUntilRefusedAsync(pair);

        var requests = pair.Simulator.Requests.Entries.Where(request => request.Credential == "dns").ToList();
        Assert.DoesNotContain(requests, request => request.Status == 429);
        Assert.InRange(spent, 1, Quota);
        // Killed right after it took a call from the budget, it may not have made it.
        Assert.InRange(await SpentAsync(pair) - requests.Count, 0, 1);
    }

    /// <summary>The replica that has a write under way, which then stays under way for two seconds.</summary>
    static async Task<Replica> CatchWritingAsync(ReplicaPair pair)
    {
        pair.Simulator.Faults.Add(new FaultRule { Effect = FaultEffect.Latency, Seconds = 2, Method = "POST", Times = 1 });
        await pair.WantAsync(1);
        Replica? found = null;
        await pair.EventuallyAsync(async () => (found = await pair.HolderAsync(isWriting: true)) is not null, "somebody writes");
        return found!;
    }

    /// <summary>The replica that looks at the zone, and waits for what it reads there until it is killed.</summary>
    static async Task<Replica> CatchReadingAsync(ReplicaPair pair)
    {
        pair.Simulator.Faults.Add(new FaultRule { Effect = FaultEffect.Latency, Seconds = 10, Method = "GET", Credential = "dns", Times = 1 });
        await DoubtAsync(pair);
        await pair.LookAsync();
        Replica? found = null;
        // A rule is gone once it has struck.
        await pair.EventuallyAsync(
            async () => pair.Simulator.Faults.Armed.Count == 0 && (found = await pair.HolderAsync()) is not null, "somebody reads");
        return found!;
    }

    /// <summary>Has the zone read anew until the service itself lets no call pass any more.</summary>
    static Task ReadUntilRefusedAsync(ReplicaPair pair) => pair.EventuallyAsync(
        async () =>
        {
            await DoubtAsync(pair);
            await pair.LookAsync();
            await using var outcome = pair.Source.CreateCommand("SELECT reason_code FROM homelab.work WHERE kind = 'zone'");
            return await outcome.ExecuteScalarAsync() is ProviderReasons.RateLimited;
        },
        "the budget is spent");

    static async Task DoubtAsync(ReplicaPair pair)
    {
        await using var doubt = pair.Source.CreateCommand("UPDATE zone SET read_at = NULL");
        await doubt.ExecuteNonQueryAsync();
    }

    /// <summary>Calls that the budget has let pass, by its own count.</summary>
    static async Task<int> SpentAsync(ReplicaPair pair)
    {
        var budget = Assert.Single(await new BudgetStore(pair.Source).ListAsync(default)).Value;
        return Enum.GetValues<CallPriority>().Sum(priority => budget.Used(priority, TimeProvider.System.GetUtcNow()));
    }

    async Task ConvergesAsync(ReplicaPair pair, string when)
    {
        var began = TimeProvider.System.GetTimestamp();
        await pair.ConvergesAsync();
        output.WriteLine($"{TimeProvider.System.GetElapsedTime(began).TotalSeconds:0.0} s until the zone held what was wanted {when}");
    }
}
