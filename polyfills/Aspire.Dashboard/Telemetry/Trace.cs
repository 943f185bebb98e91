namespace Aspire.Dashboard.Telemetry;

/// <summary>What has arrived of one trace so far, in order of start.</summary>
sealed class Trace(string id, IReadOnlyList<Span> spans)
{
    public string Id { get; } = id;

    public IReadOnlyList<Span> Spans { get; } = spans;

    public long Start { get; } = spans.Min(span => span.Start);

    public long End { get; } = spans.Max(span => Math.Max(span.Start, span.End));

    public long Duration => End - Start;

    /// <summary>The span that names the trace: the first without a parent, else the first whose parent is not here.</summary>
    public Span Root { get; } = spans.FirstOrDefault(span => span.ParentId is null) ?? FirstOrphan(spans) ?? spans[0];

    public IReadOnlyList<string> Services { get; } = [.. spans.Select(span => span.Sender.Service).Distinct()];

    public int Errors { get; } = spans.Count(span => span.IsError);

    static Span? FirstOrphan(IReadOnlyList<Span> spans)
    {
        var ids = spans.Select(span => span.SpanId).ToHashSet();
        return spans.FirstOrDefault(span => !ids.Contains(span.ParentId!));
    }
}
