namespace HomeLab.ServiceDefaults.Reconciliation;

/// <summary>What is recorded of one look: how it ended, and when the key is due again.</summary>
/// <param name="Outcome"><c>Converged</c>, <c>Applied</c>, <c>Previewed</c>, <c>Proposed</c>, <c>Waiting</c>, <c>Stalled</c>, or <c>Failed</c>.</param>
/// <param name="DueAt">When to look again although nothing was heard.</param>
/// <param name="NotBefore">Hints make the key due no earlier than this; null: at once.</param>
sealed record WorkResult(string Outcome, Reason? Reason, RecordedPlan? Plan, DateTimeOffset DueAt, DateTimeOffset? NotBefore, int Attempts)
{
    public static WorkResult Of(ReconcileOutcome outcome, TimeSpan resync, DateTimeOffset now)
    {
        var waiting = outcome as ReconcileOutcome.Waiting;
        var reason = outcome switch
        {
            ReconcileOutcome.Waiting w => w.Reason,
            ReconcileOutcome.Stalled s => s.Reason,
            ReconcileOutcome.Proposed { Reasons: [var first, ..] } => first,
            _ => null,
        };
        return new WorkResult(
            outcome.GetType().Name, reason, outcome.Plan,
            DueAt: now + (waiting?.After ?? outcome.RevisitAfter ?? resync),
            NotBefore: waiting is null ? null : now + waiting.After,
            Attempts: 0);
    }

    public static WorkResult Failed(Exception exception, int attempts, TimeSpan backoff, DateTimeOffset now) => new(
        "Failed", new Reason(exception.GetType().Name, exception.Message), Plan: null,
        DueAt: now + backoff, NotBefore: now + backoff, attempts);
}
