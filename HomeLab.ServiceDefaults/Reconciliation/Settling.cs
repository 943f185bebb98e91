using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace HomeLab.ServiceDefaults.Reconciliation;

/// <summary>Settles by reading back what an earlier look, or an earlier process, left open.</summary>
sealed partial class Settling(
    IntentStore store, ReconciliationMetrics metrics, IOptions<ReconciliationOptions> options, TimeProvider time, ILogger<Settling> logger)
{
    /// <summary>Between two read-backs of a write that still cannot be confirmed.</summary>
    static readonly TimeSpan AskAgainAfter = TimeSpan.FromSeconds(15);

    /// <summary>Null when nothing is open any more; otherwise why the key has to wait.</summary>
    public async Task<ReconcileOutcome.Waiting?> SettleAsync(IReconciler reconciler, Lease lease, CancellationToken cancellationToken)
    {
        if (lease.IsInherited && reconciler.LongestCall is { } longest)
        {
            // Whoever opened them is gone and begins no call any more; the last one has ended by then.
            await store.ShortenAsync(lease.Key, time.GetUtcNow() + longest, cancellationToken);
        }
        foreach (var intent in await store.ListUnsettledAsync(lease.Key, cancellationToken))
        {
            // Before that its effect may still arrive, and a read that does not see it proves nothing.
            var early = intent.DeadlineAt + options.Value.Grace - time.GetUtcNow();
            if (early > TimeSpan.Zero)
            {
                return Wait(intent, "its answer may still come", early);
            }
            var settlement = await reconciler.ReadBackAsync(intent, cancellationToken);
            await store.SettleAsync([(intent, settlement)], alsoWrite: null, cancellationToken);
            metrics.Settled([(intent, settlement)]);
            Log.ReadBack(logger, intent.Draft.Action, intent.Draft.Object, settlement.GetType().Name);
            if (settlement is Settlement.Unconfirmed unconfirmed)
            {
                return Wait(intent, unconfirmed.Reason.Message, AskAgainAfter);
            }
        }
        return null;
    }

    static ReconcileOutcome.Waiting Wait(Intent intent, string why, TimeSpan time) => new(
        new Reason("Unconfirmed", $"Could not confirm the {intent.Draft.Action} of {intent.Draft.Object} yet: {why}."), time);

    static partial class Log
    {
        [LoggerMessage(LogLevel.Information, "Read back {Action} of {Object}: {Settlement}")]
        public static partial void ReadBack(ILogger logger, string action, string @object, string settlement);
    }
}
