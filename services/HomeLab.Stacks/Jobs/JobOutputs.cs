using System.Collections.Concurrent;
using System.Text;
using Docker.DotNet;
using HomeLab.ServiceDefaults.Reconciliation;
using HomeLab.Stacks.Docker;
using HomeLab.Stacks.Docker.Applying;
using HomeLab.Stacks.Operations;
using Npgsql;

namespace HomeLab.Stacks.Jobs;

/// <summary>Hears what the jobs write that this process started, beside the looks: a job may run for hours. What they do goes on where nobody listens any more.</summary>
sealed partial class JobOutputs(OperationStore operations, JobStore store, WorkQueue queue, TimeProvider time, ILogger<JobOutputs> logger) : IAsyncDisposable
{
    /// <summary>A command that has ended may have left behind what keeps its outputs open.</summary>
    static readonly TimeSpan LastWordsWithin = TimeSpan.FromSeconds(2);

    readonly ConcurrentDictionary<Guid, (Task Heard, CancellationTokenSource Stop)> listening = new();

    /// <summary>Has the job looked at once it has closed its outputs.</summary>
    public void Listen(JobRun run, EngineWish wish, MultiplexedStream stream)
    {
        var stop = new CancellationTokenSource();
        listening[run.Operation] = (HearAsync(run, wish, stream, stop.Token), stop);
    }

    /// <summary>The command has ended: returns when all that was heard of it here is in its log.</summary>
    public async Task EndAsync(Guid operation)
    {
        if (!listening.TryRemove(operation, out var listener))
            return;
        using var stop = listener.Stop;
        stop.CancelAfter(LastWordsWithin);
        await listener.Heard;
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var (heard, stop) in listening.Values)
        {
            await stop.CancelAsync();
            await heard;
            stop.Dispose();
        }
    }

    async Task HearAsync(JobRun run, EngineWish wish, MultiplexedStream stream, CancellationToken cancellationToken)
    {
        await Task.Yield();
        var (output, isWhole) = (new List<byte>(), false);
        try
        {
            using (stream)
                await CommandRunner.ReadAsync(stream, output, cancellationToken);
            isWhole = true;
        }
        catch (Exception exception) when (exception is IOException or ObjectDisposedException or OperationCanceledException)
        {
            // What was heard until then is kept.
        }
        try
        {
            await operations.SayAsync(run.Operation, [.. CommandOutput.Lines(wish.Hidden(Encoding.UTF8.GetString([.. output]))).Select(it => ("", it, false))], CancellationToken.None);
            if (!isWhole)
                return;
            await store.HeardAsync(run.Operation, CancellationToken.None);
            await queue.EnqueueAsync([JobReconciler.KeyOf(run.Key)], Cause.Here("CommandEnded", run.Key, time.GetUtcNow()) with { IsUrgent = true }, CancellationToken.None);
        }
        catch (Exception exception) when (exception is NpgsqlException or ObjectDisposedException)
        {
            Log.Lost(logger, run.Key, run.Operation, exception.Message);
        }
    }

    static partial class Log
    {
        [LoggerMessage(LogLevel.Warning, "What {Job} wrote (operation {Operation}) could not be kept: {Reason}")]
        public static partial void Lost(ILogger logger, string job, Guid operation, string reason);
    }
}
