namespace HomeLab.ServiceDefaults.Reconciliation;

/// <summary>One leased look at one key.</summary>
public sealed record ReconcileContext(WorkKey Key, Cause Cause, IIntents Intents);
