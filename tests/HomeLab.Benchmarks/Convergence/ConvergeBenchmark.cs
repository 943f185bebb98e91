using HomeLab.Benchmarks.Fleet;
using HomeLab.Benchmarks.Measuring;
using HomeLab.Testing;

namespace HomeLab.Benchmarks.Convergence;

/// <summary>
/// From saving N records in the lab directory to the last of them at Cloudflare, beside a program that is told what to write and makes
/// the fewest calls that can do it.
/// </summary>
static class ConvergeBenchmark
{
    const int RecordsOfCall = 200;
    const int RecordsOfPage = 5000;

    public static async Task RunAsync(Report report)
    {
        await RunAsync(report, records: 1, report.Rounds(7), fleets: 1);
        await RunAsync(report, records: 100, report.Rounds(5), fleets: 1);
        // What is in a lab stays in it, so that each of the large rounds has a fleet of its own.
        await RunAsync(report, records: 5000, rounds: 1, fleets: report.Rounds(3));
    }

    static async Task RunAsync(Report report, int records, int rounds, int fleets)
    {
        var ours = new Series($"fleet, {records} records");
        var calling = new Series($"fleet from its first call, {records} records");
        var bare = new Series($"bare calls, {records} records");
        var calls = new Series($"calls of the fleet, {records} records");
        for (var fleet = 0; fleet < fleets; fleet++)
        {
            var zones = Enumerable.Range(0, rounds + 1).SelectMany(i => new[] { $"ours-{i}.example", $"bare-{i}.example" }).ToList();
            await using var running = await RunningFleet.StartAsync(null, zones);
            if (records < 1000)
            {
                await ConvergeAsync(running, $"ours-{rounds}.example", records);
                await BareCalls.WriteAsync(running.Cloudflare, $"bare-{rounds}.example", records);
            }
            for (var round = 0; round < rounds; round++)
            {
                bare.Add(await Stopwatches.SecondsAsync(() => BareCalls.WriteAsync(running.Cloudflare, $"bare-{round}.example", records)));
                await running.Cloudflare.ForgetCallsAsync();
                var savedAt = TimeProvider.System.GetUtcNow();
                await ConvergeAsync(running, $"ours-{round}.example", records);
                var made = await running.Cloudflare.CallsAsync();
                var writes = made.Where(call => call.Method != "GET").ToList();
                ours.Add((writes[^1].AnsweredAt - savedAt).TotalSeconds);
                calling.Add((writes[^1].AnsweredAt - made[0].At).TotalSeconds);
                calls.Add(made.Count);
            }
        }
        // The zone is found by its name, read whole, and written.
        var bound = 1 + Math.Max(1, records / RecordsOfPage) + (records + RecordsOfCall - 1) / RecordsOfCall;
        report.Table("s", ours, calling, bare);
        report.Table("calls", calls);
        report.Line($"calls over the lower bound of {bound} for {records} records: {Report.Text(calls.Median - bound)} (aim: 0)");
        report.Ratio(calling, bare, "near 1");
    }

    static async Task ConvergeAsync(RunningFleet fleet, string zone, int records)
    {
        var id = await fleet.Cloudflare.ZoneIdAsync(zone);
        fleet.Lab.Add(zone, records);
        await Eventually.TrueAsync(
            async () => await fleet.Cloudflare.CountAsync(id) >= records, $"{zone} has {records} records", TimeSpan.FromMinutes(5));
    }
}
