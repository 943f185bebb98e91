namespace HomeLab.ServiceDefaults.Reconciliation;

/// <summary>A write that a plan would make without asking anybody.</summary>
/// <param name="Description">For people: what is there and what would be, in one line.</param>
public sealed record PlannedWrite(IntentDraft Draft, string Description)
{
    public bool IsDelete => Draft.Action == "delete";

    public bool IsCreate => Draft.Action == "create";
}
