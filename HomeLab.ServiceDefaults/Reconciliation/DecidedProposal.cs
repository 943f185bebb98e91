namespace HomeLab.ServiceDefaults.Reconciliation;

/// <summary>An open proposal about which somebody decided.</summary>
/// <param name="Decision"><see cref="Approved"/> or <see cref="Rejected"/>.</param>
sealed record DecidedProposal(long Id, string Decision, string By, DateTimeOffset At, string Why, string? TraceParent)
{
    public const string Approved = "Approved";
    public const string Rejected = "Rejected";
}
