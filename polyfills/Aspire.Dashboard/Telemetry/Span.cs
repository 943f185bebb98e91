namespace Aspire.Dashboard.Telemetry;

/// <summary>One span as it was received; times are Unix nanoseconds, ids lower-case hexadecimal.</summary>
sealed record Span(string TraceId, string SpanId, string? ParentId, string Name, SpanKind Kind, long Start, long End, Sender Sender)
{
    public string Scope { get; init; } = "";

    public bool IsError { get; init; }

    public string? StatusMessage { get; init; }

    public IReadOnlyList<Tag> Tags { get; init; } = [];

    public IReadOnlyList<SpanEvent> Events { get; init; } = [];

    public IReadOnlyList<SpanLink> Links { get; init; } = [];

    /// <summary>Nanoseconds; a clock that was set back in between makes it zero, not negative.</summary>
    public long Duration => Math.Max(0, End - Start);

    /// <summary>Whether the text is in its name, ids, status, an attribute or an event, whatever the case.</summary>
    public bool Contains(string text) =>
        Has(Name, text) || Has(StatusMessage, text) || Has(Scope, text) || Has(SpanId, text) || Has(TraceId, text)
        || HasTag(Tags, text) || Events.Any(one => Has(one.Name, text) || HasTag(one.Tags, text));

    static bool HasTag(IReadOnlyList<Tag> tags, string text)
    {
        for (var i = 0; i < tags.Count; i++)
            if (Has(tags[i].Value, text) || Has(tags[i].Key, text)) return true;
        return false;
    }

    static bool Has(string? value, string text) => value?.Contains(text, StringComparison.OrdinalIgnoreCase) == true;
}
