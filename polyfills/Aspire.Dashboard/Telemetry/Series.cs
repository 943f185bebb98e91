namespace Aspire.Dashboard.Telemetry;

/// <summary>What one instrument measured for one set of attributes, oldest first.</summary>
sealed record Series(Instrument Instrument, IReadOnlyList<Tag> Tags, IReadOnlyList<MetricPoint> Points);
