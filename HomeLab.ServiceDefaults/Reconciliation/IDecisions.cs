namespace HomeLab.ServiceDefaults.Reconciliation;

/// <summary>Tells what people decided.</summary>
public interface IDecisions
{
    /// <summary>On the plan with exactly this hash; null: nobody has, or the approval has expired or was used.</summary>
    Task<Decision?> OnAsync(string hash, CancellationToken cancellationToken);
}
