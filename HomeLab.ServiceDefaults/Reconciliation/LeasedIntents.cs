using Npgsql;

namespace HomeLab.ServiceDefaults.Reconciliation;

/// <summary>The intents of one look, fenced by its lease.</summary>
/// <param name="onOpen">What has to hold, and is written, with each opening; throws where it does not.</param>
sealed class LeasedIntents(
    IntentStore store, Lease lease, Cause cause, ReconciliationMetrics metrics,
    Func<NpgsqlTransaction, CancellationToken, Task>? onOpen = null) : IIntents
{
    public Task<IReadOnlyList<Intent>> OpenAsync(
        IReadOnlyList<IntentDraft> drafts, TimeSpan timeout, CancellationToken cancellationToken) =>
        store.OpenAsync(lease, cause, drafts, timeout, onOpen, cancellationToken);

    public async Task<IReadOnlyList<long>> SettleAsync(
        IReadOnlyList<(Intent Intent, Settlement Settlement)> settlements, Func<NpgsqlTransaction, Task>? alsoWrite,
        CancellationToken cancellationToken)
    {
        var entries = await store.SettleAsync(settlements, alsoWrite, cancellationToken);
        metrics.Settled(settlements);
        return entries;
    }
}
