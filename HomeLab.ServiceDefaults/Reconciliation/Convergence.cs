namespace HomeLab.ServiceDefaults.Reconciliation;

/// <summary>
/// Whether this process has once seen all of its work looked at: the keys are listed, and each has an outcome, whichever.
/// It stays so, for later work is the daily business of a service that is ready.
/// </summary>
sealed class Convergence(ReconcileWorker worker, WorkQueue queue)
{
    volatile bool isReached;

    /// <returns>Null once it is reached, else what is still to come.</returns>
    public async Task<string?> WhatIsLeftAsync(CancellationToken cancellationToken)
    {
        if (isReached)
        {
            return null;
        }
        if (worker.KindsUnlisted.Order(StringComparer.Ordinal).ToList() is { Count: > 0 } unlisted)
        {
            return $"Not listed yet: the keys of kind {string.Join(", ", unlisted)}.";
        }
        var without = await queue.CountWithoutOutcomeAsync(worker.Kinds, cancellationToken);
        isReached = without == 0;
        return isReached ? null : $"Not looked at yet: {without} keys.";
    }
}
