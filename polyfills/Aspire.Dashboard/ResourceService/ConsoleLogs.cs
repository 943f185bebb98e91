using System.Collections.Concurrent;
using Aspire.Dashboard.ResourceService.Wire;
using Grpc.Core;

namespace Aspire.Dashboard.ResourceService;

/// <summary>The latest lines of the resources that somebody has looked at.</summary>
sealed class ConsoleLogs(ResourceChannel channel, TimeProvider time) : IDisposable
{
    const int Kept = 1_000;
    static readonly TimeSpan Pause = TimeSpan.FromSeconds(2);

    readonly ConcurrentDictionary<string, Queue<ConsoleLine>> byResource = new(StringComparer.OrdinalIgnoreCase);
    readonly CancellationTokenSource stopping = new();

    /// <summary>Oldest first; empty at the first look, for they are asked for then.</summary>
    public IReadOnlyList<ConsoleLine> Of(string resource)
    {
        if (channel.Client is null) return [];

        var lines = byResource.GetOrAdd(resource, name =>
        {
            var queue = new Queue<ConsoleLine>();
            _ = FollowAsync(name, queue, channel.Client);
            return queue;
        });
        lock (lines) return [.. lines];
    }

    public void Dispose()
    {
        stopping.Cancel();
        stopping.Dispose();
    }

    async Task FollowAsync(string resource, Queue<ConsoleLine> lines, DashboardService.DashboardServiceClient client)
    {
        var token = stopping.Token;
        while (!token.IsCancellationRequested)
        {
            try
            {
                using var call = client.WatchResourceConsoleLogs(new WatchResourceConsoleLogsRequest { ResourceName = resource }, channel.Headers, cancellationToken: token);
                while (await call.ResponseStream.MoveNext(token)) Add(lines, call.ResponseStream.Current);
            }
            catch (Exception exception) when (exception is RpcException or OperationCanceledException)
            {
            }

            await Task.Delay(Pause, time, token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    static void Add(Queue<ConsoleLine> lines, WatchResourceConsoleLogsUpdate update)
    {
        lock (lines)
        {
            // Asked again, the application host begins at its first line.
            var last = lines.Count == 0 ? 0 : lines.Last().Number;
            foreach (var line in update.LogLines.Where(line => line.LineNumber > last))
            {
                lines.Enqueue(new ConsoleLine(line.LineNumber, line.Text.Length > 4_000 ? line.Text[..4_000] + "…" : line.Text, line.IsStdErr));
                if (lines.Count > Kept) lines.Dequeue();
            }
        }
    }
}
