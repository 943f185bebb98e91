using HomeLab.Benchmarks.Measuring;
using HomeLab.Testing.Kubernetes;

namespace HomeLab.Benchmarks.Sources;

/// <summary>The real API server of <c>tests/kubelite</c>, filled.</summary>
static class KubernetesBenchmark
{
    const int Changes = 50;

    public static async Task RunAsync(Report report)
    {
        if (TestKubernetes.WhyMissing is { } why)
        {
            report.Line($"not measured: {why}");
            return;
        }
        await using var cluster = await FilledCluster.StartAsync();
        await SourceBenchmark.RunAsync(report, cluster, Changes);
    }
}
