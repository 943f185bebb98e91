using HomeLab.Benchmarks.Measuring;

namespace HomeLab.Benchmarks.Sources;

/// <summary>Many engines at once, each with as many containers as a busy host has.</summary>
static class DockerBenchmark
{
    const int Changes = 50;

    public static async Task RunAsync(Report report)
    {
        await using var engines = await ManyEngines.StartAsync();
        await SourceBenchmark.RunAsync(report, engines, Changes);
    }
}
