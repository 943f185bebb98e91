namespace Aspire.Dashboard.Telemetry;

sealed record SpanEvent(long At, string Name, IReadOnlyList<Tag> Tags);
