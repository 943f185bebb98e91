namespace HomeLab.Backups.States;

/// <summary>What is remembered of one backup.</summary>
/// <param name="LastAt">UTC; as of when the newest copy is. Null: there is none.</param>
/// <param name="Entry">The last ledger entry that it is told by.</param>
/// <param name="DueSince">UTC; it failed, and has been due since then. Null: it did not.</param>
/// <param name="Problem">Why it could not be made when it was last due; empty: it could.</param>
/// <param name="RequestedAt">UTC; somebody wants one newer than this.</param>
sealed record BackupState(
    string Key, DateTime? LastAt, string LastCopy, long LastBytes, string LastMethod, long Entry, DateTime? DueSince, string Problem, DateTime? RequestedAt)
{
    public static BackupState New(string key) => new(key, null, "", 0, "", 0, null, "", null);

    /// <summary>UTC; when the next copy is due.</summary>
    public DateTime DueAt(TimeSpan every) => LastAt is not { } last ? DateTime.MinValue : RequestedAt > last ? RequestedAt.Value : last + every;
}
