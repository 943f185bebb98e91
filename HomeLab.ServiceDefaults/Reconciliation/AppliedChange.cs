namespace HomeLab.ServiceDefaults.Reconciliation;

/// <summary>A change that took effect, as the ledger has it.</summary>
/// <param name="Entry">Ledger entry of its settlement; grows within a key.</param>
/// <param name="Action">As in <see cref="IntentDraft.Action"/>.</param>
public sealed record AppliedChange(long Entry, string Action, string Object);
