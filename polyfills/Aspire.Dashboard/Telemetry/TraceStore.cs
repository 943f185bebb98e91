namespace Aspire.Dashboard.Telemetry;

/// <summary>The latest traces, bounded by their number and by that of their spans; the oldest go first.</summary>
sealed class TraceStore(int maxTraces = TraceStore.MaxTraces, int maxSpans = TraceStore.MaxSpans)
{
    public const int MaxTraces = 5_000;
    public const int MaxSpans = 40_000;

    readonly Lock gate = new();
    readonly Dictionary<string, LinkedListNode<Entry>> byId = new(StringComparer.Ordinal);
    readonly LinkedList<Entry> byArrival = new();
    int spanCount;

    public (int Traces, int Spans) Count
    {
        get { lock (gate) return (byId.Count, spanCount); }
    }

    public void Add(Span span)
    {
        lock (gate)
        {
            if (!byId.TryGetValue(span.TraceId, out var node))
                byId[span.TraceId] = node = byArrival.AddLast(new Entry(span.TraceId));
            if (node.Value.Add(span)) spanCount++;
            while (byId.Count > maxTraces || (spanCount > maxSpans && byId.Count > 1)) DropOldestTrace();
            // One trace alone is larger than all that may be kept.
            while (spanCount > maxSpans && node.Value.DropOldest()) spanCount--;
        }
    }

    public Trace? Find(string traceId)
    {
        lock (gate) return byId.TryGetValue(traceId, out var node) ? node.Value.ToTrace() : null;
    }

    /// <summary>The latest to start first.</summary>
    public IReadOnlyList<Trace> Search(TraceQuery query, int limit)
    {
        List<Trace> all;
        lock (gate) all = [.. byArrival.Select(entry => entry.ToTrace())];
        return [.. all.Where(query.Selects).OrderByDescending(trace => trace.Start).Take(limit)];
    }

    /// <summary>Spans elsewhere that name a span of this trace as what caused them too.</summary>
    public IReadOnlyList<Span> LinkingTo(string traceId)
    {
        List<Trace> all;
        lock (gate) all = [.. byArrival.Select(entry => entry.ToTrace())];
        return [.. all.SelectMany(trace => trace.Spans).Where(span => span.TraceId != traceId && span.Links.Any(link => link.TraceId == traceId)).Take(50)];
    }

    public IReadOnlyList<string> Services()
    {
        lock (gate) return [.. byArrival.SelectMany(entry => entry.ToTrace().Services).Distinct().Order(StringComparer.OrdinalIgnoreCase)];
    }

    void DropOldestTrace()
    {
        var oldest = byArrival.First!;
        spanCount -= oldest.Value.Count;
        byId.Remove(oldest.Value.Id);
        byArrival.RemoveFirst();
    }

    sealed class Entry(string id)
    {
        readonly Dictionary<string, Span> spans = new(StringComparer.Ordinal);
        readonly Queue<string> arrivals = new();
        Trace? assembled;

        public string Id => id;

        public int Count => spans.Count;

        /// <summary>False when it replaces a span that was sent before.</summary>
        public bool Add(Span span)
        {
            assembled = null;
            var isNew = !spans.ContainsKey(span.SpanId);
            spans[span.SpanId] = span;
            if (isNew) arrivals.Enqueue(span.SpanId);
            return isNew;
        }

        public bool DropOldest()
        {
            assembled = null;
            return arrivals.TryDequeue(out var oldest) && spans.Remove(oldest);
        }

        public Trace ToTrace() =>
            assembled ??= new Trace(id, [.. spans.Values.OrderBy(span => span.Start).ThenBy(span => span.SpanId, StringComparer.Ordinal)]);
    }
}
