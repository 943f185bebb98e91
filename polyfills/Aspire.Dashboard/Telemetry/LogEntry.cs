namespace Aspire.Dashboard.Telemetry;

sealed record LogEntry(long Number, long At, LogSeverity Severity, string Message, string Category, Sender Sender)
{
    public string? TraceId { get; init; }

    public string? SpanId { get; init; }

    public IReadOnlyList<Tag> Tags { get; init; } = [];

    public bool Contains(string text) =>
        Has(Message, text) || Has(Category, text) || Has(TraceId, text) || Tags.Any(tag => Has(tag.Value, text) || Has(tag.Key, text));

    static bool Has(string? value, string text) => value?.Contains(text, StringComparison.OrdinalIgnoreCase) == true;
}
