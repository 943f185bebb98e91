using System.Globalization;
using System.Text.Json;
using Aspire.Dashboard.Telemetry;

namespace Aspire.Dashboard.Api;

/// <summary>Telemetry in OTLP's JSON mapping: https://opentelemetry.io/docs/specs/otlp/#json-protobuf-encoding.</summary>
/// <remarks>Attribute values are strings, for as such they are kept.</remarks>
static class OtlpJson
{
    public static void WriteSpans(Utf8JsonWriter json, IEnumerable<Span> spans) => WriteBySender(
        json, spans, span => span.Sender, span => span.Scope, ("resourceSpans", "scopeSpans", "spans"), WriteSpan);

    public static void WriteLogs(Utf8JsonWriter json, IEnumerable<LogEntry> entries) => WriteBySender(
        json, entries, entry => entry.Sender, entry => entry.Category, ("resourceLogs", "scopeLogs", "logRecords"), WriteLog);

    static void WriteBySender<T>(
        Utf8JsonWriter json, IEnumerable<T> all, Func<T, Sender> sender, Func<T, string> scope, (string Resources, string Scopes, string Items) names, Action<Utf8JsonWriter, T> write)
    {
        json.WriteStartObject();
        json.WriteStartArray(names.Resources);
        foreach (var resource in all.GroupBy(sender))
        {
            json.WriteStartObject();
            json.WriteStartObject("resource");
            WriteTags(json, [new Tag("service.name", resource.Key.Service), new Tag("service.instance.id", resource.Key.Instance)]);
            json.WriteEndObject();
            json.WriteStartArray(names.Scopes);
            foreach (var group in resource.GroupBy(scope))
            {
                json.WriteStartObject();
                json.WriteStartObject("scope");
                json.WriteString("name", group.Key);
                json.WriteEndObject();
                json.WriteStartArray(names.Items);
                foreach (var one in group) write(json, one);
                json.WriteEndArray();
                json.WriteEndObject();
            }

            json.WriteEndArray();
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    static void WriteSpan(Utf8JsonWriter json, Span span)
    {
        json.WriteStartObject();
        json.WriteString("traceId", span.TraceId);
        json.WriteString("spanId", span.SpanId);
        if (span.ParentId is not null) json.WriteString("parentSpanId", span.ParentId);
        json.WriteString("name", span.Name);
        json.WriteNumber("kind", (int)span.Kind);
        WriteTime(json, "startTimeUnixNano", span.Start);
        WriteTime(json, "endTimeUnixNano", span.End);
        WriteTags(json, span.Tags);
        WriteAll(json, "events", span.Events, one =>
        {
            WriteTime(json, "timeUnixNano", one.At);
            json.WriteString("name", one.Name);
            WriteTags(json, one.Tags);
        });
        WriteAll(json, "links", span.Links, link =>
        {
            json.WriteString("traceId", link.TraceId);
            json.WriteString("spanId", link.SpanId);
            WriteTags(json, link.Tags);
        });
        json.WriteStartObject("status");
        if (span.IsError) json.WriteNumber("code", 2);
        if (span.StatusMessage is not null) json.WriteString("message", span.StatusMessage);
        json.WriteEndObject();
        json.WriteEndObject();
    }

    static void WriteLog(Utf8JsonWriter json, LogEntry entry)
    {
        json.WriteStartObject();
        WriteTime(json, "timeUnixNano", entry.At);
        json.WriteNumber("severityNumber", (int)entry.Severity * 4 + 1);
        json.WriteString("severityText", entry.Severity.ToString());
        json.WriteStartObject("body");
        json.WriteString("stringValue", entry.Message);
        json.WriteEndObject();
        WriteTags(json, entry.Tags);
        if (entry.TraceId is not null) json.WriteString("traceId", entry.TraceId);
        if (entry.SpanId is not null) json.WriteString("spanId", entry.SpanId);
        json.WriteEndObject();
    }

    static void WriteTags(Utf8JsonWriter json, IReadOnlyList<Tag> tags) => WriteAll(json, "attributes", tags, tag =>
    {
        json.WriteString("key", tag.Key);
        json.WriteStartObject("value");
        json.WriteString("stringValue", tag.Value);
        json.WriteEndObject();
    });

    static void WriteAll<T>(Utf8JsonWriter json, string name, IReadOnlyList<T> all, Action<T> write)
    {
        if (all.Count == 0) return;

        json.WriteStartArray(name);
        foreach (var one in all)
        {
            json.WriteStartObject();
            write(one);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    // 64-bit integers are strings in this mapping.
    static void WriteTime(Utf8JsonWriter json, string name, long time) => json.WriteString(name, time.ToString(CultureInfo.InvariantCulture));
}
