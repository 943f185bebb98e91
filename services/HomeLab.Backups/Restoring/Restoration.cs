namespace HomeLab.Backups.Restoring;

/// <summary>A copy that is, or was, put back.</summary>
/// <param name="Key">Of the backup.</param>
/// <param name="Copy">restic's id of the snapshot.</param>
/// <param name="IntoName">Of the volume or database that is made.</param>
/// <param name="State"><c>running</c>, <c>succeeded</c>, <c>failed</c>.</param>
/// <param name="HasBegun">Something may have been made.</param>
/// <param name="StartedAt">UTC.</param>
/// <param name="EndedAt">UTC; null: it runs.</param>
sealed record Restoration(Guid Id, string Key, string Copy, string IntoName, string Actor, string State, bool HasBegun, string Reason, DateTime StartedAt, DateTime? EndedAt)
{
    public const string Running = "running";
    public const string Succeeded = "succeeded";
    public const string Failed = "failed";
}
