namespace HomeLab.ServiceDefaults.Reconciliation;

/// <summary>Makes one kind of thing true, one key at a time: observe, plan, apply, report.</summary>
public interface IReconciler
{
    /// <summary>The <see cref="WorkKey.Kind"/> it reconciles.</summary>
    string Kind { get; }

    /// <summary>A key is looked at again after this long although nothing was heard of it.</summary>
    TimeSpan ResyncInterval { get; }

    /// <summary>
    /// How long after its beginning a single external call can still take effect; null: only its intent's deadline tells. When a worker
    /// is gone, what it had begun is read back after this instead of at the deadline, which covers many calls.
    /// </summary>
    TimeSpan? LongestCall => null;

    /// <summary>Every key that there is to look at; asked at start and every minute, so that a hint which nobody heard costs time only.</summary>
    Task<IReadOnlyCollection<string>> ListKeysAsync(CancellationToken cancellationToken);

    /// <summary>Looks at the whole truth of one key; is told what to look at, never what happened.</summary>
    /// <remarks>Every external write goes through <see cref="ReconcileContext.Intents"/>.</remarks>
    Task<ReconcileOutcome> ReconcileAsync(ReconcileContext context, CancellationToken cancellationToken);

    /// <summary>
    /// Reads what became of a write whose answer was lost. Returns <see cref="Settlement.Unconfirmed"/> while that cannot be told;
    /// the key is not reconciled before every one of its intents is settled.
    /// </summary>
    Task<Settlement> ReadBackAsync(Intent intent, CancellationToken cancellationToken);
}
