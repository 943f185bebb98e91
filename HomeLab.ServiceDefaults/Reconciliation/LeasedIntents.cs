using Npgsql;

namespace HomeLab.ServiceDefaults.Reconciliation;

/// <summary>The intents of one look, fenced by its lease.</summary>
sealed class LeasedIntents(IntentStore store, Lease lease, Cause cause, ReconciliationMetrics metrics) : IIntents
{
    public Task<IReadOnlyList<Intent>> OpenAsync(
        IReadOnlyList<IntentDraft> drafts, TimeSpan timeout, CancellationToken cancellationToken) =>
        store.OpenAsync(lease, cause, drafts, timeout, cancellationToken);

    public async Task<IReadOnlyList<long>> SettleAsync(
        IReadOnlyList<(Intent Intent, Settlement Settlement)> settlements, Func<NpgsqlTransaction, Task>? alsoWrite,
        CancellationToken cancellationToken)
    {
        var entries = await store.SettleAsync(settlements, alsoWrite, cancellationToken);
        metrics.Settled(settlements);
        return entries;
    }
}
