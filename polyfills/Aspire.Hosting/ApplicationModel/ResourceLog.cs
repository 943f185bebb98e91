using System.Runtime.CompilerServices;
using System.Threading.Channels;
using Microsoft.Extensions.Logging;

namespace Aspire.Hosting.ApplicationModel;

/// <summary>One resource's lines: the last ten thousand, and whoever watches.</summary>
sealed class ResourceLog : ILogger
{
    const int Kept = 10_000;

    readonly Lock gate = new();
    readonly Queue<LogLine> lines = new();
    readonly HashSet<Channel<LogLine>> watchers = [];
    int written;
    bool completed;

    public IReadOnlyList<LogLine> Backlog
    {
        get { lock (gate) return [.. lines]; }
    }

    public void Append(string content, bool isErrorMessage)
    {
        lock (gate)
        {
            var line = new LogLine(++written, content, isErrorMessage);
            lines.Enqueue(line);
            if (lines.Count > Kept) lines.Dequeue();
            foreach (var watcher in watchers) watcher.Writer.TryWrite(line);
        }
    }

    public void Clear()
    {
        lock (gate) lines.Clear();
    }

    public void Complete()
    {
        lock (gate)
        {
            completed = true;
            foreach (var watcher in watchers) watcher.Writer.TryComplete();
        }
    }

    public async IAsyncEnumerable<IReadOnlyList<LogLine>> WatchAsync([EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        // A watcher that does not keep up loses the oldest lines, as the backlog does.
        var channel = Channel.CreateBounded<LogLine>(new BoundedChannelOptions(Kept) { FullMode = BoundedChannelFullMode.DropOldest });
        lock (gate)
        {
            foreach (var line in lines) channel.Writer.TryWrite(line);
            watchers.Add(channel);
            if (completed) channel.Writer.TryComplete();
        }

        try
        {
            while (await channel.Reader.WaitToReadAsync(cancellationToken))
            {
                var batch = new List<LogLine>();
                while (channel.Reader.TryRead(out var line)) batch.Add(line);
                yield return batch;
            }
        }
        finally
        {
            lock (gate) watchers.Remove(channel);
        }
    }

    public IDisposable? BeginScope<TState>(TState state) where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => logLevel != LogLevel.None;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
        Append(formatter(state, exception) + (exception is null ? "" : Environment.NewLine + exception), logLevel >= LogLevel.Error);
}
