namespace Aspire.Dashboard.Telemetry;

/// <summary>Which log entries to show; what is empty selects everything.</summary>
sealed record LogQuery(string? Text = null, string? Service = null, LogSeverity AtLeast = LogSeverity.Trace, string? TraceId = null)
{
    public bool Selects(LogEntry entry) =>
        entry.Severity >= AtLeast
        && (string.IsNullOrEmpty(Service) || entry.Sender.Service == Service)
        && (string.IsNullOrWhiteSpace(TraceId) || string.Equals(entry.TraceId, TraceId.Trim(), StringComparison.OrdinalIgnoreCase))
        && (string.IsNullOrWhiteSpace(Text) || entry.Contains(Text.Trim()));
}
