namespace HomeLab.ServiceDefaults.Reconciliation;

/// <summary>The right to look at a key until <paramref name="Until"/>; a newer generation ends it.</summary>
/// <param name="Revision">Of the work row when leased; when it has grown since, the key is due again.</param>
/// <param name="Causes">Oldest first; empty for a resync.</param>
/// <param name="IsInherited">Taken from a worker that is gone, before its time.</param>
sealed record Lease(
    WorkKey Key, string Worker, long Generation, long Revision, IReadOnlyList<Cause> Causes, int Attempts, DateTimeOffset Until, bool IsInherited);
