using System.Diagnostics.Metrics;

namespace HomeLab.ServiceDefaults.Telemetry;

/// <summary>Bounds of histograms' buckets.</summary>
static class Buckets
{
    /// <summary>Seconds, from a look at the database to an outage. OpenTelemetry's default bounds are meant for milliseconds.</summary>
    public static InstrumentAdvice<double> Seconds { get; } = new()
    {
        HistogramBucketBoundaries = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 300, 1_800],
    };
}
