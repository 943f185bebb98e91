using Npgsql;

namespace HomeLab.ServiceDefaults.Reconciliation;

/// <summary>The fence around external writes: open, write, settle. What is open when a process dies is settled by the next one.</summary>
public interface IIntents
{
    /// <summary>
    /// Opens one intent for each draft, all or none, and writes their ledger entries. Throws <see cref="LeaseLostException"/> when
    /// this look is no longer the newest at its key, and <see cref="ObjectFencedException"/> when an object has an open intent.
    /// </summary>
    /// <param name="timeout">How long the write may take; shorter than the lease.</param>
    Task<IReadOnlyList<Intent>> OpenAsync(
        IReadOnlyList<IntentDraft> drafts, TimeSpan timeout, CancellationToken cancellationToken);

    /// <summary>Settles intents and writes their ledger entries, in one transaction with <paramref name="alsoWrite"/>.</summary>
    /// <returns>The ledger ids of the settlements, in order.</returns>
    Task<IReadOnlyList<long>> SettleAsync(
        IReadOnlyList<(Intent Intent, Settlement Settlement)> settlements,
        Func<NpgsqlTransaction, Task>? alsoWrite,
        CancellationToken cancellationToken);
}
