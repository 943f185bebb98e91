namespace Aspire.Dashboard.Pages;

/// <summary>One line of a chart: points in time (Unix nanoseconds), oldest first. <paramref name="Total"/>: a counter's whole count.</summary>
sealed record ChartLine(string Name, IReadOnlyList<(long At, double Value)> Points, double? Total = null);
