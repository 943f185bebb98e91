using HomeLab.Benchmarks.Fleet;
using HomeLab.Benchmarks.Measuring;
using HomeLab.Testing;
using HomeLab.Testing.Processes;

namespace HomeLab.Benchmarks.EventToCall;

/// <summary>
/// From the time that a Docker engine gives its event to the arrival of the call that writes the record. The fleet and the programs
/// that it is compared with have an engine each, so that none works during another's turn.
/// </summary>
static class EventBenchmark
{
    const int WarmUp = 10;
    const int Rounds = 100;

    public static async Task RunAsync(Report report)
    {
        await using var ours = await BenchEngine.StartAsync();
        await using var plain = await BenchEngine.StartAsync();
        await using var durable = await BenchEngine.StartAsync();
        await using var fleet = await RunningFleet.StartAsync(ours.Endpoint, "example.net");
        var zone = await fleet.Cloudflare.ZoneIdAsync("example.org");

        await using var servers = await PeerServers.OfAsync(fleet);
        using var stopping = new CancellationTokenSource();
        using var plainEvents = BenchEngine.Connect(plain.Endpoint);
        using var durableEvents = BenchEngine.Connect(durable.Endpoint);
        var programs = Task.WhenAll(
            new PlainProgram(plainEvents, fleet.Cloudflare.Peer, zone).RunAsync(stopping.Token),
            (await DurableProgram.CreateAsync(durableEvents, fleet.Cloudflare.Peer, zone, servers.Database, servers.Broker)).RunAsync(stopping.Token));

        var rounds = report.Rounds(Rounds);
        var fleetCalls = new Series("fleet");
        var plainCalls = new Series("40 lines");
        var durableCalls = new Series("40 lines, one row and one message");
        for (var round = -WarmUp; round < rounds; round++)
        {
            foreach (var (engine, credential, series) in new[]
            {
                (ours, "fleet", fleetCalls), (plain, "peer", plainCalls), (durable, "peer", durableCalls),
            })
            {
                var milliseconds = await MeasureAsync(fleet, engine, credential, $"{engine.Endpoint.GetHashCode():x}-{round + WarmUp}");
                if (round >= 0)
                {
                    series.Add(milliseconds);
                }
            }
        }
        await stopping.CancelAsync();
        await programs.ContinueWith(_ => { }, TaskScheduler.Default);

        report.Table("ms from event to call", plainCalls, durableCalls, fleetCalls);
        report.Ratio(fleetCalls, plainCalls, "none");
        report.Ratio(fleetCalls, durableCalls, "at most 3");
        report.Line($"p99: {Report.Text(fleetCalls.P99 / durableCalls.P99)} times that of the durable program");
    }

    static async Task<double> MeasureAsync(RunningFleet fleet, BenchEngine engine, string credential, string name)
    {
        await fleet.Cloudflare.ForgetCallsAsync();
        var createdAt = await engine.CreateAsync(name);
        IReadOnlyList<CloudflareCall> calls = [];
        await Eventually.TrueAsync(
            async () => (calls = await fleet.Cloudflare.CallsAsync(credential, writes: true)).Count > 0, $"{name} is written");
        // What follows the call, such as remembering it, is nobody else's time.
        await Task.Delay(TimeSpan.FromMilliseconds(150));
        return (calls[0].At - createdAt).TotalMilliseconds;
    }
}
