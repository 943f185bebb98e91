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

    /// <summary>A call of a database: rarely what a person looks for.</summary>
    public bool IsQuery => Kind == SpanKind.Client && (Tag("db.system.name") ?? Tag("db.system")) is not null;

    /// <summary>The attribute's value, or null.</summary>
    public string? Tag(string key)
    {
        for (var i = 0; i < Tags.Count; i++)
            if (Tags[i].Key == key) return Tags[i].Value;
        return null;
    }

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
