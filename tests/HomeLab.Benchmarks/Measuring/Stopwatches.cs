using System.Diagnostics;

namespace HomeLab.Benchmarks.Measuring;

static class Stopwatches
{
    /// <summary>Seconds that it takes.</summary>
    public static async Task<double> SecondsAsync(Func<Task> work)
    {
        var watch = Stopwatch.StartNew();
        await work();
        return watch.Elapsed.TotalSeconds;
    }
}
