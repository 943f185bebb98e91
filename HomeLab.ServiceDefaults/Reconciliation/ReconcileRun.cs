using System.Collections.Concurrent;
using System.Diagnostics;
using HomeLab.ServiceDefaults.Messaging;
using HomeLab.ServiceDefaults.Outages;
using HomeLab.ServiceDefaults.Persistence;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Npgsql;

namespace HomeLab.ServiceDefaults.Reconciliation;

/// <summary>One look at one leased key: settle what is open, reconcile, record the outcome with its facts.</summary>
sealed partial class ReconcileRun(
    WorkQueue queue, IntentStore intents, ProposalStore proposals, Settling settling, Outbox outbox, NpgsqlDataSource database, DatabaseOutages outages, ReconciliationMetrics metrics,
    IOptions<ReconciliationOptions> options, TimeProvider time, ILogger<ReconcileRun> logger)
{
    internal static readonly ActivitySource Source = new("HomeLab");

    readonly ConcurrentDictionary<WorkKey, (string Outcome, string Reason)> told = new();

    public async Task RunAsync(IReconciler reconciler, Lease lease, CancellationToken cancellationToken)
    {
        using var lost = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        using var activity = Start(lease);
        var started = time.GetTimestamp();
        var renewal = KeepAsync(lease, lost);
        try
        {
            var result = await LookAsync(reconciler, lease, activity, lost.Token);
            metrics.Looked(lease.Key.Kind, result, time.GetElapsedTime(started));
        }
        catch (OperationCanceledException) when (lost.IsCancellationRequested)
        {
            // Stopping, or somebody else has the key: an open intent stays open for whoever comes next.
            await queue.ReleaseAsync(lease, CancellationToken.None);
        }
        finally
        {
            await lost.CancelAsync();
            await renewal;
        }
    }

    async Task<WorkResult> LookAsync(IReconciler reconciler, Lease lease, Activity? activity, CancellationToken cancellationToken)
    {
        WorkResult result;
        ReconcileOutcome? outcome = null;
        try
        {
            var cause = lease.Causes is [var first, ..] ? first : Cause.Resync(lease.Key, time.GetUtcNow());
            metrics.Waited(lease.Key.Kind, time.GetUtcNow() - cause.At);
            outcome = await settling.SettleAsync(reconciler, lease, cancellationToken)
                ?? await reconciler.ReconcileAsync(Context(lease, cause), cancellationToken);
            result = WorkResult.Of(outcome, reconciler.ResyncInterval, time.GetUtcNow());
            Tell(lease.Key, result);
        }
        catch (Exception e) when (e is not OperationCanceledException || !cancellationToken.IsCancellationRequested)
        {
            var attempts = lease.Attempts + 1;
            var backoff = Backoff.After(attempts, Random.Shared);
            result = WorkResult.Failed(e, attempts, backoff, time.GetUtcNow());
            activity?.SetStatus(ActivityStatusCode.Error, e.Message);
            told.TryRemove(lease.Key, out _);
            Log.Failed(logger, outages.LevelOf(e, LogLevel.Error), DatabaseOutage.Is(e) ? null : e, lease.Key, attempts, backoff, e.Message);
        }
        activity?.SetTag("homelab.outcome", result.Outcome);
        activity?.SetTag("homelab.reason", result.Reason?.Code);
        await RecordAsync(lease, result, outcome, cancellationToken);
        return result;
    }

    ReconcileContext Context(Lease lease, Cause cause) => new(
        lease.Key, cause, new LeasedIntents(intents, lease, cause, metrics), new LeasedDecisions(proposals, intents, lease, metrics),
        new LeaseFence((transaction, token) => intents.HoldLeaseAsync(lease, lease.Until, transaction, token)),
        lease.Causes.Any(c => c.IsUrgent || c.Actor is not null));

    async Task RecordAsync(Lease lease, WorkResult result, ReconcileOutcome? outcome, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        if (!await queue.CompleteAsync(lease, result, transaction, cancellationToken))
        {
            Log.LeaseLost(logger, lease.Key);
            return;
        }
        if (outcome is not null)
        {
            await proposals.RecordAsync(lease.Key, outcome, transaction, cancellationToken);
        }
        if (outcome?.Write is { } write)
        {
            await write(transaction, cancellationToken);
        }
        foreach (var fact in outcome?.Facts ?? [])
        {
            await outbox.AddAsync(fact, transaction, cancellationToken);
        }
        await transaction.CommitAsync(cancellationToken);
    }

    /// <summary>Says once how it is with a key: the same again, at every resync, is no news.</summary>
    void Tell(WorkKey key, WorkResult result)
    {
        var now = (result.Outcome, Reason: result.Reason?.Message ?? "");
        var isNews = result.Outcome == nameof(ReconcileOutcome.Applied) || !told.TryGetValue(key, out var before) || before != now;
        told[key] = now;
        var level = !isNews ? LogLevel.Debug
            : result.Outcome is nameof(ReconcileOutcome.Stalled) ? LogLevel.Warning : LogLevel.Information;
        Log.Looked(logger, level, key, now.Outcome, now.Reason);
    }

    /// <summary>The first cause is the parent, the others are links; a resync begins a trace.</summary>
    static Activity? Start(Lease lease)
    {
        var contexts = lease.Causes
            .Select(c => ActivityContext.TryParse(c.TraceParent, null, isRemote: true, out var context) ? context : default)
            .ToList();
        var activity = Source.StartActivity(
            $"reconcile {lease.Key.Kind}", ActivityKind.Internal, contexts.FirstOrDefault(),
            links: contexts.Skip(1).Where(c => c != default).Distinct().Select(c => new ActivityLink(c)));
        activity?.SetTag("homelab.kind", lease.Key.Kind);
        activity?.SetTag("homelab.key", lease.Key.Key);
        activity?.SetTag("homelab.cause", lease.Causes is [var first, ..] ? $"{first.Kind} {first.Key}" : "Resync");
        return activity;
    }

    async Task KeepAsync(Lease lease, CancellationTokenSource lost)
    {
        // Renewals belong to no trace.
        Activity.Current = null;
        try
        {
            while (true)
            {
                await Task.Delay(options.Value.Lease / 3, time, lost.Token);
                if (!await queue.RenewAsync(lease, options.Value.Lease, lost.Token))
                {
                    Log.LeaseLost(logger, lease.Key);
                    await lost.CancelAsync();
                }
            }
        }
        catch (OperationCanceledException)
        {
            return;
        }
        catch (NpgsqlException e)
        {
            // Without the database nobody can tell whose key it is.
            Log.RenewalFailed(logger, outages.LevelOf(e, LogLevel.Warning), lease.Key, e.Message);
            await lost.CancelAsync();
        }
    }

    static partial class Log
    {
        [LoggerMessage(Message = "{Key}: {Outcome} {Reason}")]
        public static partial void Looked(ILogger logger, LogLevel level, WorkKey key, string outcome, string reason);

        [LoggerMessage(Message = "{Key}: failed {Attempts} times in a row; again in {Backoff}: {Reason}")]
        public static partial void Failed(ILogger logger, LogLevel level, Exception? e, WorkKey key, int attempts, TimeSpan backoff, string reason);

        [LoggerMessage(LogLevel.Warning, "{Key}: the lease was taken over; this look is abandoned")]
        public static partial void LeaseLost(ILogger logger, WorkKey key);

        [LoggerMessage(Message = "{Key}: could not renew the lease; this look is abandoned: {Reason}")]
        public static partial void RenewalFailed(ILogger logger, LogLevel level, WorkKey key, string reason);
    }
}
