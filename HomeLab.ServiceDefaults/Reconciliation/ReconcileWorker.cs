using System.Collections.Concurrent;
using System.Diagnostics;
using HomeLab.ServiceDefaults.Outages;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace HomeLab.ServiceDefaults.Reconciliation;

/// <summary>Leases due keys and looks at several at once; at shutdown takes no more and lets the running looks finish.</summary>
sealed partial class ReconcileWorker(
    IEnumerable<IReconciler> reconcilers, WorkQueue queue, WorkSignal signal, WorkerSession session, ReconcileRun run, DatabaseOutages outages,
    IOptions<ReconciliationOptions> options, TimeProvider time, ILogger<ReconcileWorker> logger) : BackgroundService
{
    const string Part = "work";

    /// <summary>What lists the keys, often another service, may just be starting.</summary>
    static readonly TimeSpan ListAgainAfter = TimeSpan.FromSeconds(1);

    /// <summary>Who announced a new key before this service's queue was there was heard by nobody.</summary>
    static readonly TimeSpan ListEvery = TimeSpan.FromMinutes(1);

    /// <summary>While another worker holds a key: nobody announces that it has died.</summary>
    static readonly TimeSpan InheritAfter = TimeSpan.FromSeconds(1);

    readonly Dictionary<string, IReconciler> byKind = reconcilers.ToDictionary(r => r.Kind);
    readonly Dictionary<string, DateTimeOffset> listedAt = [];
    readonly HashSet<Task> running = [];
    readonly HashSet<string> unlisted = [];
    bool hasRetried;
    bool isQueueUnavailable;

    // Health reads it from other threads.
    readonly ConcurrentDictionary<string, bool> listed = new();

    /// <summary>The kinds whose keys have not been listed since the process started.</summary>
    public IEnumerable<string> KindsUnlisted => byKind.Keys.Except(listed.Keys);

    public IReadOnlyCollection<string> Kinds => byKind.Keys;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var abandon = new CancellationTokenSource();
        while (!stoppingToken.IsCancellationRequested)
        {
            // Work begins traces; looking for it does not.
            Activity.Current = null;
            try
            {
                await RetryStalledAsync(stoppingToken);
                await ListKeysAsync(stoppingToken);
                await DispatchAsync(abandon.Token, stoppingToken);
                var next = await UntilNextAsync(stoppingToken);
                outages.Overcome(Part);
                isQueueUnavailable = false;
                await signal.WaitAsync(next, stoppingToken);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                break;
            }
            catch (Exception e)
            {
                if (!outages.Met(Part, e) && !isQueueUnavailable)
                {
                    Log.QueueUnavailable(logger, e);
                    isQueueUnavailable = true;
                }
                await Task.Delay(options.Value.PollInterval, time, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
        abandon.CancelAfter(options.Value.FinishWithin);
        await Task.WhenAll(running);
    }

    async Task RetryStalledAsync(CancellationToken cancellationToken)
    {
        if (!hasRetried)
        {
            await queue.RetryStalledAsync(byKind.Keys, cancellationToken);
            hasRetried = true;
        }
    }

    async Task DispatchAsync(CancellationToken abandon, CancellationToken stoppingToken)
    {
        running.RemoveWhere(task => task.IsCompleted);
        while (running.Count < options.Value.Concurrency && session.Held is { } held
            && await queue.TakeAsync(byKind.Keys, session.Worker, options.Value.Lease, stoppingToken) is { } lease)
        {
            running.Add(LookAsync(lease, held, abandon));
        }
    }

    async Task LookAsync(Lease lease, CancellationToken held, CancellationToken abandon)
    {
        using var either = CancellationTokenSource.CreateLinkedTokenSource(held, abandon);
        try
        {
            await run.RunAsync(byKind[lease.Key.Kind], lease, either.Token);
        }
        catch (Exception e)
        {
            // The outcome could not be recorded; the lease runs out and the key is looked at again.
            Log.NotRecorded(logger, outages.LevelOf(e, LogLevel.Error), outages.Met(Part, e) ? null : e, lease.Key, e.Message);
        }
        finally
        {
            signal.Wake();
        }
    }

    /// <summary>Makes sure that every key there is has its row.</summary>
    async Task ListKeysAsync(CancellationToken cancellationToken)
    {
        foreach (var reconciler in byKind.Values)
        {
            var now = time.GetUtcNow();
            if (listedAt.TryGetValue(reconciler.Kind, out var at) && now < at)
            {
                continue;
            }
            try
            {
                await queue.AddMissingAsync(reconciler.Kind, await reconciler.ListKeysAsync(cancellationToken), cancellationToken);
                unlisted.Remove(reconciler.Kind);
                listed[reconciler.Kind] = true;
                listedAt[reconciler.Kind] = now + Earlier(ListEvery, reconciler.ResyncInterval);
            }
            catch (Exception e) when (e is not OperationCanceledException)
            {
                if (!outages.Met(Part, e) && unlisted.Add(reconciler.Kind))
                {
                    Log.KeysUnavailable(logger, reconciler.Kind, e.Message);
                }
                listedAt[reconciler.Kind] = now + Earlier(ListAgainAfter, options.Value.PollInterval);
            }
        }
    }

    async Task<TimeSpan> UntilNextAsync(CancellationToken cancellationToken)
    {
        var poll = Earlier(options.Value.PollInterval, NotNegative(listedAt.Values.Min() - time.GetUtcNow()));
        if (running.Count >= options.Value.Concurrency || session.Held is null)
        {
            return poll;
        }
        var (due, isHeldElsewhere) = await queue.NextDueAsync(byKind.Keys, session.Worker, cancellationToken);
        poll = isHeldElsewhere ? Earlier(poll, InheritAfter) : poll;
        return due is { } at ? Earlier(poll, NotNegative(at - time.GetUtcNow())) : poll;
    }

    static TimeSpan Earlier(TimeSpan one, TimeSpan other) => one < other ? one : other;

    static TimeSpan NotNegative(TimeSpan span) => span < TimeSpan.Zero ? TimeSpan.Zero : span;

    static partial class Log
    {
        [LoggerMessage(LogLevel.Error, "No work is found; it is looked for again and again")]
        public static partial void QueueUnavailable(ILogger logger, Exception e);

        [LoggerMessage(LogLevel.Warning, "Failed to list the keys of kind {Kind}, and asking until it succeeds: {Reason}")]
        public static partial void KeysUnavailable(ILogger logger, string kind, string reason);

        [LoggerMessage(Message = "{Key}: could not record the outcome; looked at again when its lease ends: {Reason}")]
        public static partial void NotRecorded(ILogger logger, LogLevel level, Exception? e, WorkKey key, string reason);
    }
}
