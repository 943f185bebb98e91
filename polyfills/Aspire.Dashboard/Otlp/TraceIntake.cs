using Aspire.Dashboard.Otlp.Wire;
using Aspire.Dashboard.Telemetry;
using Span = Aspire.Dashboard.Telemetry.Span;

namespace Aspire.Dashboard.Otlp;

sealed class TraceIntake(TraceStore store)
{
    /// <summary>Keeps what is sound and counts what is not.</summary>
    public ExportTraceServiceResponse Accept(ExportTraceServiceRequest request)
    {
        var rejected = 0;
        foreach (var resource in request.ResourceSpans)
        {
            var sender = OtlpValues.Sender(resource.Resource);
            foreach (var scope in resource.ScopeSpans)
            {
                var name = OtlpValues.Name(scope.Scope?.Name ?? "");
                foreach (var span in scope.Spans)
                {
                    if (Read(span, sender, name) is { } read) store.Add(read);
                    else rejected++;
                }
            }
        }

        return rejected == 0
            ? new ExportTraceServiceResponse()
            : new ExportTraceServiceResponse { PartialSuccess = new() { RejectedSpans = rejected, ErrorMessage = "Spans without a valid trace id and span id." } };
    }

    static Span? Read(Wire.Span span, Sender sender, string scope)
    {
        if (OtlpValues.Id(span.TraceId, 16) is not { } traceId || OtlpValues.Id(span.SpanId, 8) is not { } spanId) return null;

        return new Span(
            traceId, spanId, OtlpValues.Id(span.ParentSpanId, 8), OtlpValues.Name(span.Name), Kind(span.Kind),
            OtlpValues.Time(span.StartTimeUnixNano), OtlpValues.Time(span.EndTimeUnixNano), sender)
        {
            Scope = scope,
            IsError = span.Status?.Code == Status.Types.StatusCode.Error,
            StatusMessage = span.Status?.Message is { Length: > 0 } message ? OtlpValues.Name(message) : null,
            Tags = OtlpValues.Tags(span.Attributes),
            Events = [.. span.Events.Take(OtlpLimits.Events)
                .Select(one => new SpanEvent(OtlpValues.Time(one.TimeUnixNano), OtlpValues.Name(one.Name), OtlpValues.Tags(one.Attributes)))],
            Links = [.. span.Links.Take(OtlpLimits.Links).Select(Read).OfType<SpanLink>()],
        };
    }

    static SpanLink? Read(Wire.Span.Types.Link link) =>
        OtlpValues.Id(link.TraceId, 16) is { } traceId && OtlpValues.Id(link.SpanId, 8) is { } spanId
            ? new SpanLink(traceId, spanId, OtlpValues.Tags(link.Attributes))
            : null;

    static SpanKind Kind(Wire.Span.Types.SpanKind kind) => Enum.IsDefined((SpanKind)kind) ? (SpanKind)kind : SpanKind.Unspecified;
}
