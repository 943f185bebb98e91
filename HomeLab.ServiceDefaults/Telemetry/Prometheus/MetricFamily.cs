namespace HomeLab.ServiceDefaults.Telemetry.Prometheus;

/// <summary>Series of one name.</summary>
/// <param name="Name">Without the suffixes of its samples, and of a counter without <c>_total</c>.</param>
/// <param name="Unit">As Prometheus calls it, such as <c>seconds</c>; empty: none.</param>
sealed record MetricFamily(string Name, MetricKind Kind, string Unit, string Help)
{
    public List<MetricSample> Samples { get; } = [];
}
