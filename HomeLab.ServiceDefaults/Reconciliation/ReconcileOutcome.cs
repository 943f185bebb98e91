using Npgsql;

namespace HomeLab.ServiceDefaults.Reconciliation;

/// <summary>How one look at a key ended, and so what happens next. An exception that escapes instead means: again, after back-off.</summary>
public abstract record ReconcileOutcome
{
    ReconcileOutcome() { }

    /// <summary>Messages to publish in the transaction that records the outcome.</summary>
    public IReadOnlyList<object> Facts { get; init; } = [];

    /// <summary>State that has to be kept exactly when the outcome and its facts are; runs in the transaction that records them.</summary>
    public Func<NpgsqlTransaction, CancellationToken, Task>? Write { get; init; }

    /// <summary>The plan behind the outcome; kept for people, null where none was made.</summary>
    public RecordedPlan? Plan { get; init; }

    /// <summary>What of the plan waits for a person, or was rejected by one; null: nothing.</summary>
    public Proposal? Proposal { get; init; }

    /// <summary>When to look again although nothing happened; null: at the next resync.</summary>
    public TimeSpan? RevisitAfter { get; init; }

    /// <summary>Nothing was to be done.</summary>
    public sealed record Converged : ReconcileOutcome;

    /// <summary>The plan was carried out.</summary>
    public sealed record Applied : ReconcileOutcome;

    /// <summary>Dry run: the plan was made and kept, and nothing of it that is only to be shown was done.</summary>
    public sealed record Previewed : ReconcileOutcome;

    /// <summary>The plan, or a part of it, waits for a person.</summary>
    public sealed record Proposed(IReadOnlyList<Reason> Reasons) : ReconcileOutcome;

    /// <summary>Something outside has to answer first; looked at again after the delay.</summary>
    public sealed record Waiting(Reason Reason, TimeSpan After) : ReconcileOutcome;

    /// <summary>A person has to change something; looked at again when settings or desired state change, and at the resync.</summary>
    public sealed record Stalled(Reason Reason) : ReconcileOutcome;
}
