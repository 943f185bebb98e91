using HomeLab.ServiceDefaults.Reconciliation;

namespace HomeLab.Dns.Mirror;

/// <summary>How the last look at a zone ended, for people.</summary>
/// <param name="Wanted">What was asked for and is not there.</param>
/// <param name="Silence">Why the provider could not be heard, or did not take what it was told; null: nothing of the sort.</param>
/// <param name="ToldEntry">The last ledger entry that a fact has told of; 0: none.</param>
sealed record ZoneStatus(
    string Outcome, string ReasonCode, string Reason, DateTimeOffset At, IReadOnlyList<WithheldLine> Withheld, IReadOnlyList<WantedLine> Wanted,
    Reason? Silence, long ToldEntry)
{
    public bool IsAsWanted => Outcome is nameof(ReconcileOutcome.Applied) or nameof(ReconcileOutcome.Converged);
}

sealed record WithheldLine(string Change, string ReasonCode, string Reason);

sealed record WantedLine(string Record, string By);
