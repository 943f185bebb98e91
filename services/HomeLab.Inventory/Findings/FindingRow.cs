namespace HomeLab.Inventory.Findings;

/// <summary>A finding as it is remembered.</summary>
/// <param name="SeenSince">Since when it has been seen without a break; null: it is not seen now.</param>
/// <param name="GoneSince">Since when an open one is no longer seen.</param>
/// <param name="OpenedAt">Null: it has not held for long enough yet.</param>
/// <param name="ClosedAt">Null: it is open, or was never opened.</param>
sealed record FindingRow(
    string Id, string Rule, string Severity, string[] Addresses, string What, string Evidence, string[] Sources, DateTime? SeenSince, DateTime? GoneSince,
    DateTime? OpenedAt, DateTime? ClosedAt)
{
    public bool IsOpen => OpenedAt is not null && ClosedAt is null;
}
