namespace Aspire.Dashboard.Telemetry;

/// <summary>One measurement. Times are Unix nanoseconds; <paramref name="Value"/> is a histogram's sum.</summary>
sealed record MetricPoint(long Start, long At, double Value)
{
    public long Count { get; init; }

    public IReadOnlyList<long> Buckets { get; init; } = [];

    /// <summary>Upper bounds of all buckets but the last, which has none.</summary>
    public IReadOnlyList<double> Bounds { get; init; } = [];
}
