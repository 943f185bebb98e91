using System.Globalization;
using OpenTelemetry.Metrics;

namespace HomeLab.ServiceDefaults.Telemetry.Prometheus;

/// <summary>Samples of one point of a metric.</summary>
static class MetricSamples
{
    public static IReadOnlyList<MetricSample> Of(Metric metric, in MetricPoint point)
    {
        var labels = Labels(metric, point);
        return metric.MetricType switch
        {
            MetricType.Histogram => Histogram(point, labels),
            MetricType.LongSum => [new("_total", labels, Text(point.GetSumLong()))],
            MetricType.DoubleSum => [new("_total", labels, Text(point.GetSumDouble()))],
            MetricType.LongSumNonMonotonic => [new("", labels, Text(point.GetSumLong()))],
            MetricType.DoubleSumNonMonotonic => [new("", labels, Text(point.GetSumDouble()))],
            MetricType.LongGauge => [new("", labels, Text(point.GetGaugeLastValueLong()))],
            _ => [new("", labels, Text(point.GetGaugeLastValueDouble()))],
        };
    }

    static List<MetricSample> Histogram(in MetricPoint point, IReadOnlyList<KeyValuePair<string, string>> labels)
    {
        var samples = new List<MetricSample>();
        var count = 0L;
        foreach (var bucket in point.GetHistogramBuckets())
        {
            count += bucket.BucketCount;
            samples.Add(new("_bucket", [.. labels, KeyValuePair.Create("le", Bound(bucket.ExplicitBound))], Text(count)));
        }
        samples.Add(new("_sum", labels, Text(point.GetHistogramSum())));
        // The buckets' own sum: a measurement may come in between two readings, and the two have to agree.
        samples.Add(new("_count", labels, Text(count)));
        return samples;
    }

    static IReadOnlyList<KeyValuePair<string, string>> Labels(Metric metric, in MetricPoint point)
    {
        var tags = new List<KeyValuePair<string, object?>>();
        foreach (var tag in point.Tags)
        {
            tags.Add(tag);
        }
        tags.Add(KeyValuePair.Create("otel_scope_name", (object?)metric.MeterName));
        if (metric.MeterVersion is { Length: > 0 } version)
        {
            tags.Add(KeyValuePair.Create("otel_scope_version", (object?)version));
        }
        return LabelNames.Of(tags);
    }

    /// <summary>With a decimal point, as OpenMetrics wants it, in both formats: another spelling would be another series.</summary>
    static string Bound(double bound) => Text(bound) is var text && double.IsFinite(bound) && text.AsSpan().IndexOfAny(".E") < 0 ? text + ".0" : text;

    static string Text(long value) => value.ToString(CultureInfo.InvariantCulture);

    static string Text(double value) => value switch
    {
        double.PositiveInfinity => "+Inf",
        double.NegativeInfinity => "-Inf",
        _ => value.ToString("R", CultureInfo.InvariantCulture),
    };
}
