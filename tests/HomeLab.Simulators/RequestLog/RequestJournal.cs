using Microsoft.Extensions.Options;

namespace HomeLab.Simulators.RequestLog;

/// <summary>The last requests to all simulated systems, oldest first.</summary>
public sealed class RequestJournal(IOptions<SimulatorsOptions> options)
{
    readonly Lock gate = new();
    readonly Queue<RequestEntry> entries = new();
    long sequence;

    /// <summary>Raised after an entry was added or the journal was cleared.</summary>
    public event Action? Changed;

    public IReadOnlyList<RequestEntry> Entries
    {
        get
        {
            lock (gate)
                return [.. entries];
        }
    }

    internal void Add(Func<long, RequestEntry> entry)
    {
        lock (gate)
        {
            entries.Enqueue(entry(++sequence));
            while (entries.Count > options.Value.RememberedRequests)
                entries.Dequeue();
        }

        Changed?.Invoke();
    }

    public void Clear()
    {
        lock (gate)
            entries.Clear();
        Changed?.Invoke();
    }
}
