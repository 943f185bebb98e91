using Google.Protobuf.WellKnownTypes;
using HomeLab.Cloudflare;
using HomeLab.Contracts.Grpc.Inventory;
using HomeLab.Dns.Addresses.Detectors;
using HomeLab.Dns.Tests.Addresses;
using HomeLab.Dns.Tests.Ambiguity;
using HomeLab.Dns.Tests.Reconciling;
using HomeLab.Testing;
using HomeLab.Testing.Requirements;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Xunit.Abstractions;

namespace HomeLab.Dns.Tests.Days;

/// <summary>A day of one lab on a clock that the test turns, through the real reconcilers and database; another day on demand: HOMELAB_DAY_SEED=42.</summary>
public sealed class FleetDayTests(ITestOutputHelper output)
{
    /// <summary>With its calm a storm is an hour and a half, all of them are a day.</summary>
    const int StormsOfDay = 16;

    static readonly int Seed = new ConfigurationBuilder().AddEnvironmentVariables().Build().GetValue("HOMELAB_DAY_SEED", 1);

    readonly FakeInventory inventory = new();
    readonly PlayedDetector[] detectors = [new("one"), new("two"), new("three")];

    [RequiresFact(Requirement.PostgreSql)]
    public async Task In_a_day_of_storms_nothing_wanted_is_deleted_nothing_foreign_written_nothing_done_twice_and_each_calm_is_as_wanted()
    {
        await using var host = await StartAsync();
        var check = new DayCheck(await ForeignAsync(host));
        var day = new FleetDay(host, inventory, detectors, check, Seed);
        var began = host.Simulator.Clock.GetUtcNow();

        await day.RunAsync(StormsOfDay);

        var ledger = await LedgerAsync(host, day, check);
        output.WriteLine(
            $"seed {Seed}: {(host.Simulator.Clock.GetUtcNow() - began).TotalHours:0.0} h, {check.Ours.Count} calls, {check.Ours.Count(call => call.Faults.Count > 0)} of them struck by a fault, "
            + $"{check.Ours.Sum(call => call.Effects.Count)} effects");
        Assert.True(check.Violations.Count + ledger.Count == 0, $"seed {Seed}:\n{string.Join('\n', check.Violations.Concat(ledger))}");
    }

    /// <summary>Somebody with our token does once what we never may, so that a check that sees nothing is known for one.</summary>
    [RequiresFact(Requirement.PostgreSql)]
    public async Task One_wrong_delete_one_foreign_write_and_one_effect_without_an_entry_are_seen()
    {
        await using var host = await StartAsync();
        var foreign = await ForeignAsync(host);
        var check = new DayCheck(foreign);
        var day = new FleetDay(host, inventory, detectors, check, Seed);
        var us = new CloudflareClient(
            new HttpClient(new SocketsHttpHandler()) { BaseAddress = host.Simulator.Cloudflare }, _ => ValueTask.FromResult("token-for-the-tests"),
            new RateBudget(host.Simulator.Clock), host.Simulator.Clock);

        await day.RunAsync(storms: 1, afterFirst: async () =>
        {
            host.Simulator.Faults.Clear();
            var wanted = (await host.RecordsAsync()).First(record => day.Wanted.Contains($"{record.Type} {record.Name} {record.Content}"));
            await us.DeleteRecordAsync(host.ZoneId, wanted.Id, default);
            await us.DeleteRecordAsync(host.ZoneId, foreign[0].Id, default);
        });

        Assert.Contains(check.Violations, it => it.StartsWith("wrong delete: ", StringComparison.Ordinal));
        Assert.Contains(check.Violations, it => it.StartsWith("foreign write: ", StringComparison.Ordinal));
        Assert.Contains(check.Violations, it => it.StartsWith("foreign record changed after storm 1", StringComparison.Ordinal));
        Assert.Contains(await LedgerCheck.RunAsync(host, FleetDay.Zone, after: 0, check.Ours), it => it.Contains("took effect 1 times", StringComparison.Ordinal));
    }

    Task<DnsHost> StartAsync()
    {
        inventory.Change(snapshot => snapshot.Lab.Uplinks.Add(new Uplink
        {
            Name = FleetDay.Uplink, Quorum = 2, Confirmations = 2, Interval = Duration.FromTimeSpan(TimeSpan.FromMinutes(10)),
            Detectors = { detectors.Select(it => new Detector { Kind = it.Kind }) },
        }));
        return DnsHost.StartAsync(
            inventory, inventory, [FleetDay.Zone], isTimeSimulated: true, services =>
            {
                foreach (var detector in detectors)
                {
                    services.AddSingleton<IAddressDetector>(detector);
                }
            },
            [
                ("Reconciliation:Grace", "00:00:05"), ("Dns:ReadLag", "00:00:05"), ("Dns:CallTimeout", "00:00:15"), ("Dns:WriteTimeout", "00:01:00"),
                ("Dns:ResyncInterval", "01:00:00"), ("Logging:LogLevel:Default", "Error"),
                // What is tried again after a fault is no quarrel.
                ("Brakes:MaxRepeats", "1000"),
            ]);
    }

    static async Task<IReadOnlyList<CloudflareRecord>> ForeignAsync(DnsHost host)
    {
        await host.PutAsync("router.example.org", "198.51.100.1");
        await host.PutAsync("old.example.org", "elsewhere.example.com", "CNAME");
        await host.PutAsync("note.example.org", "\"kept by hand\"", "TXT");
        return await host.RecordsAsync();
    }

    /// <summary>The log may lag behind what can be read.</summary>
    static async Task<IReadOnlyList<string>> LedgerAsync(DnsHost host, FleetDay day, DayCheck check)
    {
        IReadOnlyList<string> violations = [];
        try
        {
            await Eventually.TrueAsync(
                async () =>
                {
                    day.Look();
                    return (violations = await LedgerCheck.RunAsync(host, FleetDay.Zone, after: 0, check.Ours)).Count == 0;
                },
                "the ledger and the log agree", TimeSpan.FromSeconds(20), TimeSpan.FromMilliseconds(500));
        }
        catch (Xunit.Sdk.XunitException)
        {
            // What is left is told by the test.
        }
        return violations;
    }
}
