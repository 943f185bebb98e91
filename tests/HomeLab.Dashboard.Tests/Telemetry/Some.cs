using Aspire.Dashboard.Telemetry;

namespace HomeLab.Dashboard.Tests.Telemetry;

/// <summary>Telemetry that a test cares about in one respect.</summary>
static class Some
{
    public static Span Span(string trace, string span, string? parent = null, long start = 0, long end = 10, string service = "dns", string name = "work") =>
        new(trace, span, parent, name, SpanKind.Internal, start, end, new Sender(service, "1"));

    public static LogEntry Log(string message, long at = 0, string service = "dns", LogSeverity severity = LogSeverity.Information, string? trace = null) =>
        new(0, at, severity, message, "Category", new Sender(service, "1")) { TraceId = trace };
}
