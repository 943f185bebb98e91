namespace Aspire.Dashboard.Telemetry;

/// <summary>The latest points of the series heard of last, bounded in both and in what they weigh.</summary>
sealed class MetricStore(int maxSeries = MetricStore.MaxSeries, int maxPoints = MetricStore.MaxPoints, long maxBytes = MetricStore.MaxBytes)
{
    public const int MaxSeries = 2_000;
    public const int MaxPoints = 180;
    public const long MaxBytes = 64 << 20;

    /// <summary>Points that follow one another more closely become one, so that the kept ones reach back a quarter of an hour.</summary>
    const long Spacing = 5_000_000_000;

    readonly Lock gate = new();
    readonly Dictionary<string, LinkedListNode<Entry>> byKey = new(StringComparer.Ordinal);
    readonly LinkedList<Entry> byUse = new();
    long bytes;

    public (int Series, int Points) Count
    {
        get { lock (gate) return (byKey.Count, byUse.Sum(entry => entry.Points.Count)); }
    }

    /// <summary>What series and points weigh.</summary>
    public long Bytes
    {
        get { lock (gate) return bytes; }
    }

    public void Add(Instrument instrument, string instance, IReadOnlyList<Tag> tags, MetricPoint point)
    {
        var key = string.Join('\u001f', [instrument.Service, instance, instrument.Meter, instrument.Name,
            .. tags.OrderBy(tag => tag.Key, StringComparer.Ordinal).SelectMany(tag => new[] { tag.Key, tag.Value })]);
        lock (gate)
        {
            if (byKey.TryGetValue(key, out var node))
            {
                bytes -= node.Value.Bytes;
                byUse.Remove(node);
            }
            else byKey[key] = node = new LinkedListNode<Entry>(new Entry(key, instrument, tags));
            byUse.AddLast(node);
            // Bounds are the same for all points of a histogram, as a rule: keep one array.
            if (node.Value.Points.Count > 0 && node.Value.LastBounds.SequenceEqual(point.Bounds)) point = point with { Bounds = node.Value.LastBounds };
            node.Value.LastBounds = point.Bounds;
            node.Value.Add(point, maxPoints);
            bytes += node.Value.Bytes;
            while (byKey.Count > maxSeries || (bytes > maxBytes && byKey.Count > 1)) DropLeastRecent();
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
        bytes -= byUse.First!.Value.Bytes;
        byKey.Remove(byUse.First.Value.Key);
        byUse.RemoveFirst();
    }

    sealed class Entry(string key, Instrument instrument, IReadOnlyList<Tag> tags)
    {
        public string Key => key;

        public Instrument Instrument => instrument;

        public IReadOnlyList<Tag> Tags => tags;

        public List<MetricPoint> Points { get; } = [];

        // The key has the tags' text once more; the bounds are one array for all points.
        public long Bytes { get; private set; } = 2 * Weight.Of(tags);

        public IReadOnlyList<double> LastBounds { get; set; } = [];

        public void Add(MetricPoint point, int most)
        {
            // A later state stands for an earlier one; a delta does not.
            if (!instrument.IsDelta && Points.Count > 1 && point.Start == Points[^1].Start && point.At - Points[^2].At <= Spacing && point.At >= Points[^1].At) Remove(Points.Count - 1);
            Points.Add(point);
            Bytes += Weight.Of(point);
            if (Points.Count > most) Remove(0);
        }

        void Remove(int index)
        {
            Bytes -= Weight.Of(Points[index]);
            Points.RemoveAt(index);
        }
    }
}
