namespace HomeLab.ServiceDefaults.Reconciliation;

/// <summary>One leased look at one key.</summary>
/// <param name="Intents">For what needs no person.</param>
/// <param name="Decisions">What people decided about plans of this key that waited.</param>
public sealed record ReconcileContext(WorkKey Key, Cause Cause, IIntents Intents, IDecisions Decisions);
