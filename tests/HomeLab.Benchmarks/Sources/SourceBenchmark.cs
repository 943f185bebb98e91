using System.Diagnostics;
using HomeLab.Benchmarks.Measuring;
using HomeLab.Benchmarks.Messages;

namespace HomeLab.Benchmarks.Sources;

/// <summary>
/// From naming a source in the lab to Inventory's first full view of it, each time by a new process over a new database; then from a change
/// there to its announcement on the bus. Beside it bare programs that only ask and only listen.
/// </summary>
static class SourceBenchmark
{
    const int Views = 5;
    static readonly TimeSpan Rest = TimeSpan.FromSeconds(15);

    public static async Task RunAsync(Report report, IObserved observed, int changes)
    {
        await using var servers = await BenchServers.StartAsync();
        var (view, bare) = (new Series("first full view"), new Series("bare calls"));
        var (processor, before, after) = (new Series("processor, s"), new Series("MiB over an empty lab"), new Series("MiB with all of it"));
        var bytes = await observed.ReadAllAsync();
        for (var round = report.Rounds(Views); round > 0; round--)
        {
            await using var inventory = await ObservingInventory.StartAsync(servers, observed.Secrets);
            await Task.Delay(Rest / 3);
            before.Add(ProcessUse.Resident(inventory.ProcessId));
            bare.Add(await Stopwatches.SecondsAsync(observed.ReadAllAsync));
            var used = ProcessUse.ProcessorTime(inventory.ProcessId);
            view.Add(await inventory.ObserveAsync(observed));
            processor.Add((ProcessUse.ProcessorTime(inventory.ProcessId) - used) / 1000);
            await Task.Delay(Rest);
            after.Add(ProcessUse.Resident(inventory.ProcessId));
            if (round > 1)
                continue;
            report.Line($"{await inventory.CountAsync(observed.SourcePrefix)}; {Report.Text(bytes / 1048576.0)} MiB at the source, {Report.Text(await inventory.SnapshotSizeAsync())} MiB as a snapshot");
            report.Table("s", bare, view, processor);
            report.Ratio(view, bare, "none");
            report.Table("Inventory's memory", before, after);
            await ChangeAsync(report, observed, inventory, report.Rounds(changes));
        }
    }

    static async Task ChangeAsync(Report report, IObserved observed, ObservingInventory inventory, int rounds)
    {
        var (seen, announced) = (new Series("seen by a bare client"), new Series("announced"));
        var used = ProcessUse.ProcessorTime(inventory.ProcessId);
        for (var round = 0; round <= rounds; round++)
        {
            var began = Stopwatch.GetTimestamp();
            await observed.ChangeAsync(round);
            var peer = Stopwatch.GetElapsedTime(began);
            var at = await inventory.HearAsync(observed.Changed, began);
            // The first one warms up.
            if (round == 0)
                continue;
            seen.Add(peer.TotalMilliseconds);
            announced.Add(Stopwatch.GetElapsedTime(began, at).TotalMilliseconds);
        }
        report.Table("ms from a change", seen, announced);
        report.Ratio(announced, seen, "none");
        report.Line($"Inventory's processor time: {Report.Text((ProcessUse.ProcessorTime(inventory.ProcessId) - used) / (rounds + 1))} ms a change, with what goes on anyway");
    }
}
