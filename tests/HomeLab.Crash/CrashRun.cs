using HomeLab.Crash.Checking;
using HomeLab.Crash.Workload;

namespace HomeLab.Crash;

/// <summary>Workloads on one fleet: edits under fire, quiet, check.</summary>
sealed class CrashRun(CrashFleet fleet, Books books, CrashOptions options, TimeProvider time, Action<string> say)
{
    readonly Settling settling = new(books, fleet.Sources, TimeSpan.FromSeconds(options.SettleSeconds), time);

    public async Task<WorkloadReport> RunAsync(int seed)
    {
        var started = time.GetTimestamp();
        // Two streams, so that how far the one came does not change what the other draws.
        var editor = new Editor(fleet.Lab, new Random(seed), time);
        var nemesis = new Nemesis(fleet.Victims(), new Random(~seed), time, say);
        using var over = new CancellationTokenSource(TimeSpan.FromSeconds(options.Seconds), time);
        using var enough = CancellationTokenSource.CreateLinkedTokenSource(over.Token);
        using var quiet = new CancellationTokenSource();
        var watching = nemesis.WatchAsync(quiet.Token);
        var editing = editor.RunAsync(enough.Token);
        await nemesis.RunAsync(options.Kills, over.Token);
        if (options.Kills != int.MaxValue && nemesis.Kills + nemesis.Pauses >= options.Kills)
        {
            await enough.CancelAsync();
        }
        await editing;
        await quiet.CancelAsync();
        await watching;
        say($"quiet after {editor.Edits} edits, {nemesis.Kills} kills and {nemesis.Pauses} stops");
        var settled = time.GetTimestamp();
        var violations = await settling.SettleAsync();
        return new WorkloadReport(
            seed, editor.Edits, nemesis.Kills, nemesis.Pauses, nemesis.OfServers, nemesis.OwnEnds, time.GetElapsedTime(started),
            time.GetElapsedTime(settled), violations);
    }

    public Task<IReadOnlyList<Violation>> SettleAsync() => settling.SettleAsync();
}
