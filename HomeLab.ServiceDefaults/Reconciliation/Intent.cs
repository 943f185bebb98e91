namespace HomeLab.ServiceDefaults.Reconciliation;

/// <summary>A write that is about to be made, before it has an identity.</summary>
/// <param name="Object">The object's address at its provider; one open intent at most for each.</param>
/// <param name="Action">What will be done: <c>create</c>, <c>update</c>, <c>delete</c>.</param>
/// <param name="Expected">Canonical JSON of the identity and the state that it is meant for; null for a create.</param>
/// <param name="Desired">Canonical JSON of the state after it; null for a delete.</param>
/// <param name="Why">One sentence for people.</param>
public sealed record IntentDraft(string Object, string Action, string? Expected, string? Desired, string Why);

/// <summary>An open intent: nobody else writes <see cref="IntentDraft.Object"/> until it is settled.</summary>
/// <param name="Id">Time-ordered (UUID version 7); may be used as a marker on what the write creates.</param>
/// <param name="DeadlineAt">The write must have ended by then, answered or not.</param>
public sealed record Intent(
    Guid Id, WorkKey Key, IntentDraft Draft, Cause Cause, DateTimeOffset OpenedAt, DateTimeOffset DeadlineAt);
