using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;

namespace HomeLab.ServiceDefaults.Telemetry.Prometheus;

/// <summary>Gathers metrics by the name that Prometheus knows them by.</summary>
/// <remarks>
/// Of two kinds of one name the first stays, for a family has one. Exponential histograms have no place in the text formats and are left out.
/// </remarks>
sealed class MetricFamilies
{
    readonly SortedDictionary<string, MetricFamily> families = new(StringComparer.Ordinal);

    public IEnumerable<MetricFamily> All => families.Values;

    public void Add(Metric metric)
    {
        if (KindOf(metric.MetricType) is not { } kind)
        {
            return;
        }
        var (name, unit) = MetricNames.Of(metric.Name, metric.Unit, kind);
        if (!families.TryGetValue(name, out var family))
        {
            families.Add(name, family = new MetricFamily(name, kind, unit, metric.Description));
        }
        if (family.Kind != kind)
        {
            return;
        }
        foreach (ref readonly var point in metric.GetMetricPoints())
        {
            family.Samples.AddRange(MetricSamples.Of(metric, point));
        }
    }

    /// <summary>Who is measured. By <c>job</c> and <c>instance</c> it is joined with the series.</summary>
    public static MetricFamily Target(Resource resource)
    {
        var target = new MetricFamily("target", MetricKind.Info, "", "Who is measured.");
        target.Samples.Add(new MetricSample("_info", LabelNames.Of(resource.Attributes.Select(it => KeyValuePair.Create(it.Key, (object?)it.Value))), "1"));
        return target;
    }

    static MetricKind? KindOf(MetricType type) => type switch
    {
        MetricType.LongSum or MetricType.DoubleSum => MetricKind.Counter,
        MetricType.LongGauge or MetricType.DoubleGauge or MetricType.LongSumNonMonotonic or MetricType.DoubleSumNonMonotonic => MetricKind.Gauge,
        MetricType.Histogram => MetricKind.Histogram,
        _ => null,
    };
}
