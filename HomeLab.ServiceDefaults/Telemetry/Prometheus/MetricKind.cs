namespace HomeLab.ServiceDefaults.Telemetry.Prometheus;

enum MetricKind
{
    Gauge,
    Counter,
    Histogram,
    /// <summary>A gauge that is always 1 and says all by its labels.</summary>
    Info,
}
