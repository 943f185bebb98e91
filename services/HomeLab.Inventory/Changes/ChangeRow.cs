namespace HomeLab.Inventory.Changes;

/// <param name="At">UTC: when it was seen.</param>
/// <param name="Reason">Why what is gone is known to be; else empty.</param>
/// <param name="Fields">JSON: <see cref="ChangedField"/>s.</param>
sealed record ChangeRow(
    long Id, string Address, string Kind, string Source, DateTime At, string Action, string Reason, string Fields, int MoreFields, string Actor,
    string ActorName, string Evidence);
