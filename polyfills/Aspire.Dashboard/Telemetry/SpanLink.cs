namespace Aspire.Dashboard.Telemetry;

sealed record SpanLink(string TraceId, string SpanId, IReadOnlyList<Tag> Tags);
