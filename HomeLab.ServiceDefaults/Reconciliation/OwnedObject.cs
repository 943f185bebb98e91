namespace HomeLab.ServiceDefaults.Reconciliation;

/// <summary>One object that this installation created, as its ledger tells: the mark of ownership in our own database.</summary>
/// <param name="Object">The address under which its intents were opened.</param>
/// <param name="ProviderId">The provider's id.</param>
/// <param name="State">Canonical JSON of the state as last applied.</param>
public sealed record OwnedObject(string Object, WorkKey Key, string ProviderId, string State, Guid CreatedBy);
