using HomeLab.ServiceDefaults.Reconciliation;

namespace HomeLab.Dns.Planning;

/// <summary>What may happen.</summary>
/// <param name="Apply">The strictest of what lab and kind say; a document may be stricter.</param>
/// <param name="RemoveAfter">How long an absence has to last before it counts.</param>
/// <param name="MaxSourceAge">A source that was not heard of for longer than this proves nothing.</param>
sealed record PlanPolicy(ApplyMode Apply, DeleteLimits Deletes, TimeSpan RemoveAfter, TimeSpan MaxSourceAge);
