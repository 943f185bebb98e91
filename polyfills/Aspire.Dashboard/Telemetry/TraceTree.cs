namespace Aspire.Dashboard.Telemetry;

static class TraceTree
{
    /// <summary>Every span once, parents before their children, siblings by start. Missing parents and circles lose nothing.</summary>
    public static IReadOnlyList<TraceRow> Of(IReadOnlyList<Span> spans)
    {
        var known = spans.Select(span => span.SpanId).ToHashSet();
        var children = spans.Where(span => span.ParentId is not null && known.Contains(span.ParentId)).ToLookup(span => span.ParentId!);
        var rows = new List<TraceRow>(spans.Count);
        var placed = new HashSet<string>();
        foreach (var root in InOrder(spans.Where(span => span.ParentId is null || !known.Contains(span.ParentId)))) Place(root);
        // What is left is only reached through itself.
        foreach (var rest in InOrder(spans)) Place(rest);
        return rows;

        void Place(Span top)
        {
            var open = new Stack<TraceRow>([new TraceRow(top, 0, top.ParentId is not null)]);
            while (open.TryPop(out var row))
            {
                if (!placed.Add(row.Span.SpanId)) continue;
                rows.Add(row);
                foreach (var child in InOrder(children[row.Span.SpanId]).Reverse())
                    open.Push(new TraceRow(child, row.Depth + 1, false));
            }
        }
    }

    static IEnumerable<Span> InOrder(IEnumerable<Span> spans) => spans.OrderBy(span => span.Start).ThenBy(span => span.SpanId, StringComparer.Ordinal);
}
