namespace Aspire.Dashboard.Telemetry;

/// <summary>The latest traces, bounded by their number, that of their spans and what these weigh; the oldest go first.</summary>
sealed class TraceStore(int maxTraces = TraceStore.MaxTraces, int maxSpans = TraceStore.MaxSpans, long maxBytes = TraceStore.MaxBytes)
{
    public const int MaxTraces = 5_000;
    public const int MaxSpans = 40_000;
    public const long MaxBytes = 96 << 20;

    readonly Lock gate = new();
    readonly Dictionary<string, LinkedListNode<Entry>> byId = new(StringComparer.Ordinal);
    readonly LinkedList<Entry> byArrival = new();
    int spanCount;
    long bytes;

    public (int Traces, int Spans) Count
    {
        get { lock (gate) return (byId.Count, spanCount); }
    }

    /// <summary>What the spans weigh.</summary>
    public long Bytes
    {
        get { lock (gate) return bytes; }
    }

    public void Add(Span span)
    {
        lock (gate)
        {
            if (!byId.TryGetValue(span.TraceId, out var node))
                byId[span.TraceId] = node = byArrival.AddLast(new Entry(span.TraceId));
            Change(node.Value, entry => entry.Add(span));
            while (byId.Count > maxTraces || (IsTooMuch && byId.Count > 1)) DropOldestTrace();
            // One trace alone is larger than all that may be kept.
            while (IsTooMuch && node.Value.Count > 1) Change(node.Value, entry => entry.DropOldest());
        }
    }

    bool IsTooMuch => spanCount > maxSpans || bytes > maxBytes;

    void Change(Entry entry, Action<Entry> change)
    {
        var (count, weight) = (entry.Count, entry.Bytes);
        change(entry);
        spanCount += entry.Count - count;
        bytes += entry.Bytes - weight;
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
        bytes -= oldest.Value.Bytes;
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

        public long Bytes { get; private set; }

        /// <summary>One that was sent before is replaced.</summary>
        public void Add(Span span)
        {
            assembled = null;
            if (spans.TryGetValue(span.SpanId, out var before)) Bytes -= Weight.Of(before);
            else arrivals.Enqueue(span.SpanId);
            spans[span.SpanId] = span;
            Bytes += Weight.Of(span);
        }

        public void DropOldest()
        {
            assembled = null;
            if (arrivals.TryDequeue(out var oldest) && spans.Remove(oldest, out var dropped)) Bytes -= Weight.Of(dropped);
        }

        public Trace ToTrace() =>
            assembled ??= new Trace(id, [.. spans.Values.OrderBy(span => span.Start).ThenBy(span => span.SpanId, StringComparer.Ordinal)]);
    }
}
