using Aspire.Dashboard.Otlp.Wire;
using Aspire.Dashboard.Telemetry;

namespace Aspire.Dashboard.Otlp;

sealed class LogIntake(LogStore store, TimeProvider time)
{
    public ExportLogsServiceResponse Accept(ExportLogsServiceRequest request)
    {
        foreach (var resource in request.ResourceLogs)
        {
            var sender = OtlpValues.Sender(resource.Resource);
            foreach (var scope in resource.ScopeLogs)
            {
                var category = OtlpValues.Name(scope.Scope?.Name ?? "");
                foreach (var record in scope.LogRecords) store.Add(Read(record, sender, category));
            }
        }

        return new ExportLogsServiceResponse();
    }

    LogEntry Read(LogRecord record, Sender sender, string category)
    {
        var tags = OtlpValues.Tags(record.Attributes);
        return new LogEntry(0, TimeOf(record), Severity(record.SeverityNumber), Message(OtlpValues.Text(record.Body), tags), category, sender)
        {
            TraceId = OtlpValues.Id(record.TraceId, 16),
            SpanId = OtlpValues.Id(record.SpanId, 8),
            Tags = tags,
        };
    }

    long TimeOf(LogRecord record) => OtlpValues.Time(
        record.TimeUnixNano != 0 ? record.TimeUnixNano
        : record.ObservedTimeUnixNano != 0 ? record.ObservedTimeUnixNano
        : (ulong)time.GetUtcNow().ToUnixTimeMilliseconds() * 1_000_000);

    // .NET's exporter sends the template as the body unless it was told to format messages.
    static string Message(string body, IReadOnlyList<Tag> tags)
    {
        if (!body.Contains('{', StringComparison.Ordinal)) return body;
        foreach (var tag in tags) body = body.Replace($"{{{tag.Key}}}", tag.Value, StringComparison.Ordinal);
        return body.Length <= OtlpLimits.ValueCharacters ? body : body[..OtlpLimits.ValueCharacters];
    }

    static LogSeverity Severity(int number) => number switch
    {
        <= 0 => LogSeverity.Information,
        <= 4 => LogSeverity.Trace,
        <= 8 => LogSeverity.Debug,
        <= 12 => LogSeverity.Information,
        <= 16 => LogSeverity.Warning,
        <= 20 => LogSeverity.Error,
        _ => LogSeverity.Critical,
    };
}
