using System.Diagnostics;
using HomeLab.Benchmarks.Fleet;
using HomeLab.Benchmarks.Measuring;
using HomeLab.Contracts.Grpc.Control;
using HomeLab.Testing;

namespace HomeLab.Benchmarks.Convergence;

/// <summary>A zone of 10,000 records: filling it, a look without a change, one change; each in calls and processor time, beside the bare calls.</summary>
static class LargeBenchmark
{
    const int Records = 10_000;
    const int RecordsOfCall = 200;
    const string Ours = "ours.example";
    const string Bare = "bare.example";

    public static async Task RunAsync(Report report)
    {
        await using var fleet = await RunningFleet.StartAsync(null, Ours, Bare);
        var zone = await fleet.Cloudflare.ZoneIdAsync(Ours);
        var dns = fleet.ProcessOf("HomeLab.Dns");
        var inventory = fleet.ProcessOf("HomeLab.Inventory");
        await QuietAsync(fleet);
        var own = Environment.CpuUsage.TotalTime;
        await BareCalls.WriteAsync(fleet.Cloudflare, Bare, Records);
        report.Line($"bare calls: {Report.Text((Environment.CpuUsage.TotalTime - own).TotalMilliseconds)} ms of processor");

        await CountAsync("first sync", 2 + Records / RecordsOfCall, async () =>
        {
            fleet.Lab.Add(Ours, Records);
            await Eventually.TrueAsync(
                async () => await fleet.Cloudflare.CountAsync(zone) >= Records, $"{Ours} has {Records} records", TimeSpan.FromMinutes(5), TimeSpan.FromSeconds(1));
        });
        await CountAsync("a look without a change", 0, async () =>
        {
            using var channel = fleet.Channel("dns");
            await new Control.ControlClient(channel).ReconcileAsync(new ReconcileRequest { Kind = "zone", Key = Ours }, fleet.AsOperator());
        });
        // What is overwritten is read right before.
        await CountAsync("one change", 2, async () =>
        {
            fleet.Lab.Change(Ours, 1);
            await Eventually.TrueAsync(
                async () => (await fleet.Cloudflare.CallsAsync(writes: true)).Count > 0, "the change is written", TimeSpan.FromMinutes(5), TimeSpan.FromSeconds(1));
        });

        async Task CountAsync(string name, int bound, Func<Task> work)
        {
            await fleet.Cloudflare.ForgetCallsAsync();
            var (ofDns, ofInventory, began) = (ProcessUse.ProcessorTime(dns), ProcessUse.ProcessorTime(inventory), Stopwatch.GetTimestamp());
            await work();
            await QuietAsync(fleet);
            var calls = await fleet.Cloudflare.CallsAsync();
            report.Line(
                $"{name}: {calls.Count} calls (the fewest that can do it: {bound}), of them {calls.Count(call => call.Method != "GET")} writes; "
                + $"processor: Dns {Report.Text(ProcessUse.ProcessorTime(dns) - ofDns)} ms, Inventory {Report.Text(ProcessUse.ProcessorTime(inventory) - ofInventory)} ms; "
                + $"{Report.Text(Stopwatch.GetElapsedTime(began).TotalSeconds)} s until nothing was left to do");
        }
    }

    /// <summary>Until nobody looks and nothing is due, for the last two seconds.</summary>
    static async Task QuietAsync(RunningFleet fleet)
    {
        await using var database = fleet.Database("dns");
        await Eventually.TrueAsync(() => database.QueryAsync<bool>(
            "SELECT coalesce(bool_and(leased_by IS NULL AND due_at > $1 AND outcome_at < $2), false) FROM homelab.work",
            TimeProvider.System.GetUtcNow(), TimeProvider.System.GetUtcNow().AddSeconds(-2)), "nothing is left to do", TimeSpan.FromMinutes(5), TimeSpan.FromMilliseconds(500));
    }
}
