using System.Collections.Concurrent;
using HomeLab.Dns.Tests.Reconciling;
using HomeLab.Testing;
using HomeLab.Testing.Requirements;
using Microsoft.Extensions.Configuration;
using Xunit.Abstractions;

namespace HomeLab.Dns.Tests.Ambiguity;

/// <summary>
/// Every kind of write with everything that can be unclear about its end, many seeds each, through the real reconciler and database and a
/// simulated Cloudflare whose clock the service shares.
/// </summary>
public sealed class AmbiguityMatrixTests(ITestOutputHelper output)
{
    /// <summary>In each cell; more of them on demand: HOMELAB_MATRIX_SEEDS=100.</summary>
    static readonly int Seeds = new ConfigurationBuilder().AddEnvironmentVariables().Build().GetValue("HOMELAB_MATRIX_SEEDS", 8);

    readonly ResultTable table = new("Write");
    readonly ConcurrentBag<string> failures = [];

    [RequiresFact(Requirement.PostgreSql)]
    public async Task Whatever_becomes_of_a_write_it_is_settled_by_reading_and_made_once()
    {
        foreach (var cell in Cell.All)
        {
            table.Set(cell.Row, cell.Ambiguity.ToString(), "");
        }

        await Task.WhenAll(Cell.All.GroupBy(cell => cell.Write).Select(group => RunAsync([.. group])));

        output.WriteLine(table.ToString());
        Assert.True(failures.IsEmpty, string.Join('\n', failures.Order()));
    }

    async Task RunAsync(IReadOnlyList<Cell> cells)
    {
        var zones = Enumerable.Range(0, cells.Count * Seeds).Select(number => $"zone{number}.example").ToList();
        await using var host = await DnsHost.StartAsync(new FakeInventory(), zones, isTimeSimulated: true,
            ("Reconciliation:Grace", "00:00:05"), ("Dns:ReadLag", "00:00:05"), ("Dns:CallTimeout", "00:00:15"), ("Dns:WriteTimeout", "00:01:00"), ("Dns:ResyncInterval", "7.00:00:00"),
            ("Logging:LogLevel:Default", "Error"));
        var next = new Queue<string>(zones);
        foreach (var cell in cells)
        {
            var passed = 0;
            for (var seed = 1; seed <= Seeds; seed++)
            {
                var violations = await TryAsync(cell, seed, next.Dequeue(), host);
                passed += violations.Count == 0 ? 1 : 0;
                foreach (var violation in violations)
                {
                    failures.Add($"{cell}, seed {seed}: {violation}");
                }
            }
            table.Set(cell.Row, cell.Ambiguity.ToString(), passed == Seeds ? $"{passed} seeds" : $"{passed} of {Seeds} FAILED");
        }
    }

    static async Task<IReadOnlyList<string>> TryAsync(Cell cell, int seed, string zone, DnsHost host)
    {
        var random = new Random((((int)cell.Write * 31 + (int)cell.Calls) * 31 + (int)cell.Ambiguity) * 100003 + seed);
        try
        {
            return await new ZoneTrial(cell, random, zone, host, new DrivenTime(host.Simulator)).RunAsync();
        }
        finally
        {
            host.Simulator.Faults.Clear();
            await host.QueryAsync<object>("DELETE FROM homelab.work RETURNING 1");
        }
    }
}
