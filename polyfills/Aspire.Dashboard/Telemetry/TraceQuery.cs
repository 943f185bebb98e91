namespace Aspire.Dashboard.Telemetry;

/// <summary>Which traces to show; what is empty selects everything.</summary>
sealed record TraceQuery(string? Text = null, string? Service = null, TimeSpan? AtLeast = null, bool ErrorsOnly = false)
{
    public bool Selects(Trace trace) =>
        (!ErrorsOnly || trace.Errors > 0)
        && (AtLeast is null || trace.Duration >= AtLeast.Value.Ticks * 100)
        && (string.IsNullOrEmpty(Service) || trace.Services.Contains(Service))
        && (string.IsNullOrWhiteSpace(Text) || trace.Spans.Any(span => span.Contains(Text.Trim())));
}
