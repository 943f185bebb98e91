using Aspire.Dashboard.Telemetry;

namespace Aspire.Dashboard.Pages;

/// <summary>A span in the waterfall, the queries that are folded into it, and how long it waited after its parent had ended.</summary>
sealed record WaterfallRow(TraceRow Row, IReadOnlyList<Span> Queries, long Waited)
{
    public Span Span => Row.Span;

    /// <summary>The trace's spans in their order. Database calls without spans below them fold into their parents, unless they failed.</summary>
    public static IReadOnlyList<WaterfallRow> Of(Trace trace, bool showQueries)
    {
        var rows = TraceTree.Of(trace.Spans);
        var byId = trace.Spans.ToDictionary(span => span.SpanId);
        var parents = trace.Spans.Select(span => span.ParentId).OfType<string>().ToHashSet();
        bool Folds(TraceRow row) => !showQueries && row.Depth > 0 && row.Span.IsQuery && !row.Span.IsError && !parents.Contains(row.Span.SpanId);
        var folded = rows.Where(Folds).ToLookup(row => row.Span.ParentId!, row => row.Span);
        return [.. rows.Where(row => !Folds(row)).Select(row => new WaterfallRow(row, [.. folded[row.Span.SpanId]], WaitOf(row, byId)))];
    }

    static long WaitOf(TraceRow row, Dictionary<string, Span> byId) =>
        row.Depth > 0 && byId.TryGetValue(row.Span.ParentId!, out var parent) ? Math.Max(0, row.Span.Start - (parent.Start + parent.Duration)) : 0;
}
