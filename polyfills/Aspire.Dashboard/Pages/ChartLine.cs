namespace Aspire.Dashboard.Pages;

/// <summary>One line of a chart: points in time (Unix nanoseconds), oldest first.</summary>
sealed record ChartLine(string Name, IReadOnlyList<(long At, double Value)> Points);
