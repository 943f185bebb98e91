using System.Collections.Concurrent;
using HomeLab.Testing.Processes;

namespace HomeLab.Fleet.Tests.Outages;

/// <summary>Notes how the processes below one were called, for as long as it is not disposed.</summary>
public sealed class CommandLineWatch : IAsyncDisposable
{
    static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(500);

    readonly ConcurrentDictionary<string, bool> seen = new();
    readonly CancellationTokenSource stopping = new();
    readonly Task watching;

    public CommandLineWatch(int process) => watching = WatchAsync(process);

    public IReadOnlyCollection<string> Seen => [.. seen.Keys];

    public async ValueTask DisposeAsync()
    {
        await stopping.CancelAsync();
        await watching;
        stopping.Dispose();
    }

    async Task WatchAsync(int process)
    {
        while (!stopping.IsCancellationRequested)
        {
            foreach (var one in RunningProcess.Tree(process))
            {
                seen[one.CommandLine] = true;
            }
            await Task.Delay(Interval, stopping.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }
}
