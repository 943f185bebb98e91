using HomeLab.Benchmarks.Fleet;
using HomeLab.Benchmarks.Measuring;
using HomeLab.Contracts.Grpc.Control;
using HomeLab.Testing;

namespace HomeLab.Benchmarks.Convergence;

/// <summary>What a zone that is as wanted costs, by its size; and what one change in it costs.</summary>
static class RestBenchmark
{
    const int Rounds = 15;
    const string Few = "few.example";
    const string Many = "many.example";

    public static async Task RunAsync(Report report)
    {
        await using var fleet = await RunningFleet.StartAsync(null, Few, Many);
        var few = await FillAsync(fleet, Few, 50);
        var changeOfFew = await ChangeAsync(report, fleet, Few, "one change among 50");
        var many = await FillAsync(fleet, Many, 5000);
        await NoChangeAsync(report, fleet);
        var changeOfMany = await ChangeAsync(report, fleet, Many, "one change among 5,000");
        report.Table("ms from saving the file to the call", changeOfFew, changeOfMany);
        report.Ratio(changeOfMany, changeOfFew, "near 1");
        report.Line($"records: {few} and {many}");
    }

    static async Task<int> FillAsync(RunningFleet fleet, string zone, int records)
    {
        var id = await fleet.Cloudflare.ZoneIdAsync(zone);
        fleet.Lab.Add(zone, records);
        await Eventually.TrueAsync(
            async () => await fleet.Cloudflare.CountAsync(id) >= records, $"{zone} is filled", TimeSpan.FromMinutes(5));
        await QuietAsync(fleet);
        return await fleet.Cloudflare.CountAsync(id);
    }

    static async Task NoChangeAsync(Report report, RunningFleet fleet)
    {
        var rounds = report.Rounds(Rounds);
        var wall = new Series("a look of the fleet");
        var bareWall = new Series("reading the same rows");
        var calls = new Series("calls at Cloudflare");
        await using var database = fleet.Database("dns");
        using var channel = fleet.Channel("dns");
        var control = new Control.ControlClient(channel);
        var process = fleet.ProcessOf("HomeLab.Dns");
        await LookAsync(control, database, fleet);
        await fleet.Cloudflare.ForgetCallsAsync();
        var before = ProcessUse.ProcessorTime(process);
        for (var round = 0; round < rounds; round++)
        {
            wall.Add(await LookAsync(control, database, fleet));
            bareWall.Add(1000 * await Stopwatches.SecondsAsync(() => ReadAsync(database)));
        }
        var processor = (ProcessUse.ProcessorTime(process) - before) / rounds;
        var made = await fleet.Cloudflare.CallsAsync();
        calls.Add(made.Count);
        report.Table("ms, 5,000 records, nothing to do", wall, bareWall);
        report.Ratio(wall, bareWall, "none");
        report.Line($"processor time of the Dns service: {Report.Text(processor)} ms a look");
        report.Line($"writes: {made.Count(call => call.Method != "GET")} (aim: 0), reads: {made.Count(call => call.Method == "GET")} (aim: 0), in {rounds} looks");
    }

    /// <returns>From asking to the recorded outcome, in ms.</returns>
    static async Task<double> LookAsync(Control.ControlClient control, FleetDatabase database, RunningFleet fleet)
    {
        var askedAt = TimeProvider.System.GetUtcNow();
        await control.ReconcileAsync(new ReconcileRequest { Kind = "zone", Key = Many }, fleet.AsOperator());
        await Eventually.TrueAsync(
            () => database.QueryAsync<bool>(
                "SELECT outcome_at > $1 AND leased_by IS NULL FROM homelab.work WHERE kind = 'zone' AND key = $2", askedAt, Many), "the look ends");
        var endedAt = await database.QueryAsync<DateTime>("SELECT outcome_at FROM homelab.work WHERE kind = 'zone' AND key = $1", Many);
        return (endedAt - askedAt.UtcDateTime).TotalMilliseconds;
    }

    /// <summary>What a look must read at the least: what is there, what of it is ours, who wants it.</summary>
    static async Task ReadAsync(FleetDatabase database)
    {
        await database.ReadAsync("SELECT record::text FROM mirror WHERE zone = $1", Many);
        await database.ReadAsync("SELECT object, provider_id, state::text FROM homelab.owned_object WHERE kind = 'zone' AND key = $1", Many);
        await database.ReadAsync("SELECT object, source, address, epoch FROM claim WHERE zone = $1", Many);
    }

    static async Task<Series> ChangeAsync(Report report, RunningFleet fleet, string zone, string name)
    {
        var series = new Series(name);
        for (var round = 0; round <= report.Rounds(Rounds); round++)
        {
            await fleet.Cloudflare.ForgetCallsAsync();
            var savedAt = TimeProvider.System.GetUtcNow();
            fleet.Lab.Change(zone, round);
            await Eventually.TrueAsync(async () => (await fleet.Cloudflare.CallsAsync(writes: true)).Count > 0, "the change is written");
            // The first one warms up.
            if (round > 0)
            {
                series.Add(((await fleet.Cloudflare.CallsAsync(writes: true))[0].At - savedAt).TotalMilliseconds);
            }
            await QuietAsync(fleet);
        }
        return series;
    }

    /// <summary>Until a second has passed without a change in the work table.</summary>
    static async Task QuietAsync(RunningFleet fleet)
    {
        await using var database = fleet.Database("dns");
        await Eventually.TrueAsync(() => database.QueryAsync<bool>(
            "SELECT bool_and(leased_by IS NULL AND due_at > $1 AND outcome_at < $2) FROM homelab.work",
            TimeProvider.System.GetUtcNow(), TimeProvider.System.GetUtcNow().AddSeconds(-1)), "nothing is left to do", TimeSpan.FromMinutes(2));
    }
}
