using HomeLab.Benchmarks.Measuring;

namespace HomeLab.Benchmarks.Stacks;

/// <summary>What happens to a project in its life, measured in seconds and in calls of the engine's API.</summary>
sealed class DeploymentWork(CountedEngine engine, Report report)
{
    readonly List<string> stages = [];
    readonly Dictionary<(string Stage, string Deployer), (Series Seconds, Series Reads, Series Writes)> measured = [];
    int projects;

    public async Task RunAsync(IDeployer deployer, bool isCounted)
    {
        var project = $"bench{++projects}";
        var first = new TenServices(engine.Image);
        var changed = first with { Edit = 2 };
        var scaled = changed with { Workers = 3 };
        await MeasureAsync("first deployment", () => deployer.DeployAsync(project, first));
        await MeasureAsync("nothing changed", () => deployer.DeployAsync(project, first));
        await MeasureAsync("one service changed", () => deployer.DeployAsync(project, changed));
        await MeasureAsync("one service from 1 to 3", () => deployer.DeployAsync(project, scaled));
        await MeasureAsync("one broken, and back", () => deployer.DeployInVainAsync(project, scaled with { IsBroken = true }, scaled));
        await engine.RemoveAsync(project);

        async Task MeasureAsync(string stage, Func<Task> work)
        {
            await engine.TakeCallsAsync();
            var seconds = await Stopwatches.SecondsAsync(work);
            var calls = await engine.TakeCallsAsync();
            if (!isCounted)
                return;
            if (!stages.Contains(stage))
                stages.Add(stage);
            if (!measured.TryGetValue((stage, deployer.Name), out var series))
                series = measured[(stage, deployer.Name)] = (new Series(deployer.Name), new Series("reads"), new Series("writes"));
            var reads = calls.Count(it => it.StartsWith("GET", StringComparison.Ordinal) || it.StartsWith("HEAD", StringComparison.Ordinal));
            series.Seconds.Add(seconds);
            series.Reads.Add(reads);
            series.Writes.Add(calls.Count - reads);
        }
    }

    /// <summary>Medians, and of the seconds the median of the rounds' ratios.</summary>
    public void Tell(string ours, string theirs)
    {
        report.Lines(
        [
            $"| {report.Rounds(5)} rounds | {ours} s | {theirs} s | ratio | {ours} reads + writes | {theirs} reads + writes |",
            "|---|---:|---:|---:|---:|---:|",
            .. stages.Select(stage =>
            {
                var (mine, other) = (measured[(stage, ours)], measured[(stage, theirs)]);
                return $"| {stage} | {Report.Text(mine.Seconds.Median)} | {Report.Text(other.Seconds.Median)} | {Report.Text(mine.Seconds.RatioTo(other.Seconds))} "
                    + $"| {Report.Text(mine.Reads.Median)} + {Report.Text(mine.Writes.Median)} | {Report.Text(other.Reads.Median)} + {Report.Text(other.Writes.Median)} |";
            }),
            "",
        ]);
        report.Line("measured");
    }
}
