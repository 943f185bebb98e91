using OpenTelemetry;
using OpenTelemetry.Metrics;

namespace HomeLab.ServiceDefaults.Telemetry.Prometheus;

/// <summary>Keeps what the SDK collected last, for whoever scrapes.</summary>
/// <remarks>Names and labels follow OpenTelemetry's specification "Prometheus and OpenMetrics Compatibility".</remarks>
[ExportModes(ExportModes.Pull)]
sealed class PrometheusExporter : BaseExporter<Metric>, IPullMetricExporter
{
    const int CollectMilliseconds = 10_000;

    volatile IReadOnlyList<MetricFamily> collected = [];

    /// <summary>Set by the reader; null until the SDK has started.</summary>
    public Func<int, bool>? Collect { get; set; }

    /// <summary>Asks all instruments now; null when one of them did not answer in time, or the service has just begun or ends.</summary>
    public IReadOnlyList<MetricFamily>? Read() => Collect?.Invoke(CollectMilliseconds) == true ? collected : null;

    public override ExportResult Export(in Batch<Metric> batch)
    {
        var families = new MetricFamilies();
        foreach (var metric in batch)
        {
            families.Add(metric);
        }
        collected = [MetricFamilies.Target(ParentProvider.GetResource()), .. families.All];
        return ExportResult.Success;
    }
}
