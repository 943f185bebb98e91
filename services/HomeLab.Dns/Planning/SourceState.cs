using HomeLab.ServiceDefaults.Reconciliation;

namespace HomeLab.Dns.Planning;

/// <summary>How good a source's word is.</summary>
/// <param name="Age">Since it was last heard of; null: never.</param>
/// <param name="Silence">Why its last read was not whole and successful; null: it was.</param>
/// <param name="IsRemoved">It was taken out of the lab: it claims nothing new, and what it wanted is orphaned.</param>
sealed record SourceState(string Name, TimeSpan? Age, Reason? Silence, bool IsRemoved = false);
