namespace HomeLab.ServiceDefaults.Reconciliation;

/// <summary>The decisions of one look; an approval that it acts on is used up with the first intent.</summary>
sealed class LeasedDecisions(ProposalStore proposals, IntentStore store, Lease lease, ReconciliationMetrics metrics) : IDecisions
{
    public async Task<Decision?> OnAsync(string hash, CancellationToken cancellationToken)
    {
        if (await proposals.FindDecisionAsync(lease.Key, hash, cancellationToken) is not { } decided)
        {
            return null;
        }
        if (decided.Decision == DecidedProposal.Rejected)
        {
            return new Decision.Rejected(decided.By, decided.Why);
        }
        // Its own cause: what was approved is told from what the same look did by itself.
        var cause = new Cause(Approvals.CauseKind, lease.Key.ToString(), decided.TraceParent, decided.At) { Actor = decided.By };
        return new Decision.Approved(decided.By, new LeasedIntents(
            store, lease, cause, metrics,
            (transaction, token) => proposals.UseAsync(lease, decided.Id, transaction, token)));
    }
}
