using HomeLab.Benchmarks.Measuring;

namespace HomeLab.Benchmarks.Sources;

/// <summary>A Proxmox cluster is asked again and again: a change waits for the next look.</summary>
static class ProxmoxBenchmark
{
    const int Changes = 15;

    public static async Task RunAsync(Report report)
    {
        await using var cluster = await CrowdedCluster.StartAsync();
        await SourceBenchmark.RunAsync(report, cluster, Changes);
        report.Line("a look comes 5 s after one that found a change, and up to 30 s after one that found none");
    }
}
