namespace HomeLab.ServiceDefaults.Reconciliation;

/// <summary>The part of a plan that is not carried out before a person approves it.</summary>
/// <param name="Plan">Its hash is over the changes that wait, and over nothing else.</param>
/// <param name="Reasons">Why they wait, each once.</param>
public sealed record Proposal(RecordedPlan Plan, IReadOnlyList<Reason> Reasons, int Creates, int Updates, int Deletes)
{
    public string Summary => $"{Creates} to create, {Updates} to update, {Deletes} to delete";
}
