namespace HomeLab.ServiceDefaults.Reconciliation;

/// <summary>The approval was withdrawn, used or superseded between the plan and its first write; nothing was written.</summary>
sealed class ApprovalLostException(WorkKey key) : Exception($"{key}: the approval of this plan does not hold any more.");
