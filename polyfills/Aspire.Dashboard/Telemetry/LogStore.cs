namespace Aspire.Dashboard.Telemetry;

/// <summary>The latest log entries, bounded by their number and what they weigh; the oldest go first.</summary>
sealed class LogStore(int maxEntries = LogStore.MaxEntries, long maxBytes = LogStore.MaxBytes)
{
    public const int MaxEntries = 20_000;
    public const long MaxBytes = 48 << 20;

    readonly Lock gate = new();
    readonly Queue<LogEntry> entries = new();
    long last;
    long bytes;

    public int Count
    {
        get { lock (gate) return entries.Count; }
    }

    /// <summary>What the entries weigh.</summary>
    public long Bytes
    {
        get { lock (gate) return bytes; }
    }

    public void Add(LogEntry entry)
    {
        lock (gate)
        {
            entries.Enqueue(entry with { Number = ++last });
            bytes += Weight.Of(entry);
            while (entries.Count > maxEntries || (bytes > maxBytes && entries.Count > 1)) bytes -= Weight.Of(entries.Dequeue());
        }
    }

    /// <summary>The latest first.</summary>
    public IReadOnlyList<LogEntry> Search(LogQuery query, int limit) =>
        [.. Snapshot().Where(query.Selects).OrderByDescending(entry => entry.At).ThenByDescending(entry => entry.Number).Take(limit)];

    public IReadOnlyList<string> Services() => [.. Snapshot().Select(entry => entry.Sender.Service).Distinct().Order(StringComparer.OrdinalIgnoreCase)];

    LogEntry[] Snapshot()
    {
        lock (gate) return [.. entries];
    }
}
