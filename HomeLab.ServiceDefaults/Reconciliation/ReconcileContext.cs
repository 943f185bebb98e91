namespace HomeLab.ServiceDefaults.Reconciliation;

/// <summary>One leased look at one key.</summary>
/// <param name="Intents">For what needs no person.</param>
/// <param name="Decisions">What people decided about plans of this key that waited.</param>
/// <param name="Fence">For what the look remembers before its end.</param>
/// <param name="IsUrgent">Somebody waits for it: one of its causes is urgent, or a person's.</param>
public sealed record ReconcileContext(
    WorkKey Key, Cause Cause, IIntents Intents, IDecisions Decisions, LeaseFence Fence, bool IsUrgent);
