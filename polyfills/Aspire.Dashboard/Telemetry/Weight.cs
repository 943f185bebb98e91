namespace Aspire.Dashboard.Telemetry;

/// <summary>What telemetry takes in memory, in bytes, as .NET lays strings, arrays and objects out: near enough to bound it.</summary>
static class Weight
{
    const int Header = 24;
    const int Object = 128;

    public static long Of(Span span) =>
        Object + Of(span.TraceId) + Of(span.SpanId) + Of(span.ParentId) + Of(span.StatusMessage) + Of(span.Tags)
        + span.Events.Sum(one => Object + Of(one.Tags)) + span.Links.Sum(one => Object + Of(one.TraceId) + Of(one.SpanId) + Of(one.Tags));

    public static long Of(LogEntry entry) => Object + Of(entry.Message) + Of(entry.TraceId) + Of(entry.SpanId) + Of(entry.Tags);

    public static long Of(MetricPoint point) => Object + (sizeof(long) * point.Buckets.Count);

    /// <summary>Keys count although they are kept once, for a sender may choose them without end.</summary>
    public static long Of(IReadOnlyList<Tag> tags)
    {
        var sum = (long)Header;
        for (var i = 0; i < tags.Count; i++) sum += 16 + Of(tags[i].Key) + Of(tags[i].Value);
        return sum;
    }

    static long Of(string? text) => text is null ? 0 : Header + (sizeof(char) * text.Length);
}
