namespace Aspire.Dashboard.Telemetry;

/// <summary>The latest points of the series heard of last, bounded in both.</summary>
sealed class MetricStore(int maxSeries = MetricStore.MaxSeries, int maxPoints = MetricStore.MaxPoints)
{
    public const int MaxSeries = 2_000;
    public const int MaxPoints = 180;

    readonly Lock gate = new();
    readonly Dictionary<string, LinkedListNode<Entry>> byKey = new(StringComparer.Ordinal);
    readonly LinkedList<Entry> byUse = new();

    public (int Series, int Points) Count
    {
        get { lock (gate) return (byKey.Count, byUse.Sum(entry => entry.Points.Count)); }
    }

    public void Add(Instrument instrument, string instance, IReadOnlyList<Tag> tags, MetricPoint point)
    {
        var key = string.Join('\u001f', [instrument.Service, instance, instrument.Meter, instrument.Name,
            .. tags.OrderBy(tag => tag.Key, StringComparer.Ordinal).SelectMany(tag => new[] { tag.Key, tag.Value })]);
        lock (gate)
        {
            if (byKey.TryGetValue(key, out var node)) byUse.Remove(node);
            else byKey[key] = node = new LinkedListNode<Entry>(new Entry(key, instrument, tags));
            byUse.AddLast(node);
            // Bounds are the same for all points of a histogram, as a rule: keep one array.
            if (node.Value.Points.Count > 0 && node.Value.LastBounds.SequenceEqual(point.Bounds)) point = point with { Bounds = node.Value.LastBounds };
            node.Value.LastBounds = point.Bounds;
            node.Value.Points.Enqueue(point);
            if (node.Value.Points.Count > maxPoints) node.Value.Points.Dequeue();
            while (byKey.Count > maxSeries) DropLeastRecent();
        }
    }

    public IReadOnlyList<Series> Of(string service)
    {
        lock (gate)
        {
            return [.. byUse.Where(entry => entry.Instrument.Service == service)
                .Select(entry => new Series(entry.Instrument, entry.Tags, [.. entry.Points]))];
        }
    }

    public IReadOnlyList<string> Services()
    {
        lock (gate) return [.. byUse.Select(entry => entry.Instrument.Service).Distinct().Order(StringComparer.OrdinalIgnoreCase)];
    }

    void DropLeastRecent()
    {
        byKey.Remove(byUse.First!.Value.Key);
        byUse.RemoveFirst();
    }

    sealed class Entry(string key, Instrument instrument, IReadOnlyList<Tag> tags)
    {
        public string Key => key;

        public Instrument Instrument => instrument;

        public IReadOnlyList<Tag> Tags => tags;

        public Queue<MetricPoint> Points { get; } = new();

        public IReadOnlyList<double> LastBounds { get; set; } = [];
    }
}
