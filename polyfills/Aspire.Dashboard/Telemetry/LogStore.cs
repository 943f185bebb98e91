namespace Aspire.Dashboard.Telemetry;

/// <summary>The latest log entries; the oldest go first.</summary>
sealed class LogStore(int maxEntries = LogStore.MaxEntries)
{
    public const int MaxEntries = 20_000;

    readonly Lock gate = new();
    readonly Queue<LogEntry> entries = new();
    long last;

    public int Count
    {
        get { lock (gate) return entries.Count; }
    }

    public void Add(LogEntry entry)
    {
        lock (gate)
        {
            entries.Enqueue(entry with { Number = ++last });
            while (entries.Count > maxEntries) entries.Dequeue();
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
