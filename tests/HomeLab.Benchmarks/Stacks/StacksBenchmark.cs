using HomeLab.Benchmarks.Measuring;
using HomeLab.Benchmarks.Messages;
using HomeLab.Testing;

namespace HomeLab.Benchmarks.Stacks;

/// <summary>1,000 stacks on 50 simulated hosts: from a commit to all of them running, a look at all of them, and one that changes; beside bare calls at the same hosts.</summary>
static class StacksBenchmark
{
    const int Hosts = 50;
    const int StacksOfHost = 20;

    /// <summary>A stack takes a network, a container and its start.</summary>
    const int WritesOfStack = 3;

    /// <summary>Four lists of its host, and an inspection of its container.</summary>
    const int ReadsOfLook = 5;

    public static async Task RunAsync(Report report)
    {
        var count = report.Rounds(Hosts);
        var stacks = count * StacksOfHost;
        await using var hosts = await SimulatedHosts.StartAsync(count);
        var bare = await Stopwatches.SecondsAsync(() => BareDeployments.MakeAsync(hosts.Endpoints, StacksOfHost));
        report.Line($"bare calls: {stacks} stacks on {count} hosts in {Report.Text(bare)} s");
        hosts.Clear();
        using var lab = new StacksLab();
        await using var servers = await BenchServers.StartAsync();
        await using var fleet = await RunningStacks.StartAsync(servers, lab.Path);

        await MeasureAsync("from nothing", WritesOfStack * stacks, ReadsOfLook * stacks, async () =>
        {
            await lab.FillAsync(hosts.Endpoints, StacksOfHost);
            await fleet.QuietAsync(stacks);
        });
        await MeasureAsync("a look at everything", 0, ReadsOfLook * stacks, fleet.LookAsync);
        await MeasureAsync("a look at everything, again", 0, ReadsOfLook * stacks, fleet.LookAsync);
        // What is replaced is renamed, made anew, stopped, started and removed.
        await MeasureAsync("one commit, one stack", 5, ReadsOfLook, async () =>
        {
            await lab.ChangeAsync(count / 2, StacksOfHost / 2, 2);
            await Eventually.TrueAsync(() => hosts.Runs("EDIT=2"), "the changed stack runs", TimeSpan.FromMinutes(10), TimeSpan.FromMilliseconds(50));
        });
        await fleet.QuietAsync(stacks);
        report.Line($"at the end: {await fleet.OutcomesAsync()}; Inventory {Report.Text(ProcessUse.Resident(fleet.Inventory))} MiB, Stacks {Report.Text(ProcessUse.Resident(fleet.Stacks))} MiB");

        async Task MeasureAsync(string name, int writes, int reads, Func<Task> work)
        {
            hosts.TakeCalls();
            var (ofInventory, ofStacks) = (ProcessUse.ProcessorTime(fleet.Inventory), ProcessUse.ProcessorTime(fleet.Stacks));
            var seconds = await Stopwatches.SecondsAsync(work);
            var calls = hosts.TakeCalls();
            report.Line(
                $"{name}: {Report.Text(seconds)} s; {calls.Where(it => !it.Key.StartsWith("GET", StringComparison.Ordinal)).Sum(it => it.Value)} writes (the fewest: {writes}), "
                + $"{calls.Where(it => it.Key.StartsWith("GET", StringComparison.Ordinal)).Sum(it => it.Value)} reads with those of Inventory (one look at each: {reads}); "
                + $"processor: Stacks {Report.Text((ProcessUse.ProcessorTime(fleet.Stacks) - ofStacks) / 1000)} s, Inventory {Report.Text((ProcessUse.ProcessorTime(fleet.Inventory) - ofInventory) / 1000)} s");
            report.Lines([$"  {string.Join(", ", calls.OrderByDescending(it => it.Value).Select(it => $"{it.Value} {it.Key}"))}"]);
        }
    }
}
