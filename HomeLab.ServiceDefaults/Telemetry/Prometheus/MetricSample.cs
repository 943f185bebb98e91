namespace HomeLab.ServiceDefaults.Telemetry.Prometheus;

/// <param name="Suffix">What follows the family's name: <c>_bucket</c>, <c>_total</c>.</param>
/// <param name="Labels">Names and values, unescaped.</param>
sealed record MetricSample(string Suffix, IReadOnlyList<KeyValuePair<string, string>> Labels, string Value);
