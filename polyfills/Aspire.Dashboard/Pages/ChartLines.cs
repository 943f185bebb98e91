using Aspire.Dashboard.Telemetry;

namespace Aspire.Dashboard.Pages;

/// <summary>What is drawn of an instrument: counters per second, gauges as they are, histograms as percentiles.</summary>
static class ChartLines
{
    const int Most = 8;

    public static IReadOnlyList<ChartLine> Of(IReadOnlyList<Series> series) => series[0].Instrument.Kind switch
    {
        InstrumentKind.Histogram => Percentiles(series),
        InstrumentKind.Counter => Latest(series, one => Rates(one.Points, one.Instrument.IsDelta), one => one.Instrument.IsDelta || one.Points.Count == 0 ? null : one.Points[^1].Value),
        _ => Latest(series, one => [.. one.Points.Select(point => (point.At, point.Value))]),
    };

    /// <summary>Growth per second between two points; a counter that fell was started anew from zero.</summary>
    public static IReadOnlyList<(long At, double Value)> Rates(IReadOnlyList<MetricPoint> points, bool isDelta) =>
        [.. points.Zip(points.Skip(1), (before, after) =>
        {
            var seconds = Math.Max(1, after.At - before.At) / 1e9;
            var growth = isDelta || after.Value < before.Value ? after.Value : after.Value - before.Value;
            return (after.At, growth / seconds);
        })];

    /// <summary>The value below which the share lies, by linear interpolation within its bucket; null without measurements.</summary>
    public static double? Quantile(IReadOnlyList<long> buckets, IReadOnlyList<double> bounds, double share)
    {
        var total = buckets.Sum();
        if (total == 0 || bounds.Count == 0) return null;

        var rank = share * total;
        long below = 0;
        for (var i = 0; i < bounds.Count; below += buckets[i++])
        {
            if (below + buckets[i] < rank || buckets[i] == 0) continue;
            var lower = i == 0 ? Math.Min(0, bounds[0]) : bounds[i - 1];
            return lower + (bounds[i] - lower) * (rank - below) / buckets[i];
        }

        return bounds[^1];
    }

    static List<ChartLine> Percentiles(IReadOnlyList<Series> series)
    {
        var deltas = series.Where(one => one.Points.Count > 0)
            .SelectMany(Deltas)
            .GroupBy(delta => delta.At / 1_000_000_000)
            .OrderBy(group => group.Key)
            .Select(group => Sum(group.ToList()))
            .ToList();
        return [.. new[] { (0.5, "p50"), (0.9, "p90"), (0.99, "p99") }.Select(one => new ChartLine(one.Item2,
            [.. deltas.Select(delta => (delta.At, Value: Quantile(delta.Buckets, delta.Bounds, one.Item1)))
                .Where(point => point.Value is not null).Select(point => (point.At, point.Value!.Value))]))];
    }

    // The first point counts too, unless earlier ones have made room: what is measured rarely is measured once.
    static IEnumerable<MetricPoint> Deltas(Series series) => series.Instrument.IsDelta
        ? series.Points
        : series.Points.Take(series.Points.Count < MetricStore.MaxPoints ? 1 : 0).Concat(series.Points.Zip(series.Points.Skip(1), (before, after) =>
            after.Count < before.Count || after.Buckets.Count != before.Buckets.Count
                ? after
                : after with { Buckets = [.. after.Buckets.Zip(before.Buckets, (now, then) => Math.Max(0, now - then))] }));

    static MetricPoint Sum(List<MetricPoint> points)
    {
        var like = points.Where(point => point.Bounds.SequenceEqual(points[0].Bounds)).ToList();
        return points[0] with { Buckets = [.. Enumerable.Range(0, points[0].Buckets.Count).Select(i => like.Sum(point => point.Buckets[i]))] };
    }

    static List<ChartLine> Latest(
        IReadOnlyList<Series> series, Func<Series, IReadOnlyList<(long At, double Value)>> read, Func<Series, double?>? total = null)
    {
        var telling = series.SelectMany(one => one.Tags).Distinct().GroupBy(tag => tag.Key)
            .Where(values => values.Count() > 1 || series.Any(one => one.Tags.All(tag => tag.Key != values.Key))).Select(values => values.Key).ToHashSet();
        return [.. series.Select(one => new ChartLine(NameOf(one, telling), read(one), total?.Invoke(one)))
            .OrderByDescending(line => line.Points.Count == 0 ? double.MinValue : line.Points[^1].Value).Take(Most)];
    }

    /// <summary>The attributes in which the series differ; one alone is named by its value.</summary>
    static string NameOf(Series series, HashSet<string> telling) =>
        string.Join(", ", series.Tags.Where(tag => telling.Contains(tag.Key)).Select(tag => telling.Count == 1 ? tag.Value : $"{tag.Key[(tag.Key.LastIndexOf('.') + 1)..]} {tag.Value}"));
}
