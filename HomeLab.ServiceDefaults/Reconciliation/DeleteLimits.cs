namespace HomeLab.ServiceDefaults.Reconciliation;

/// <summary>Deletes of one key within a rolling hour that need no person.</summary>
/// <param name="Share">Of what is owned, 0 to 1; counts only where enough is owned for a share to mean something.</param>
public sealed record DeleteLimits(int Count, double Share)
{
    /// <summary>Where the lab says nothing: 5, and 0.3.</summary>
    public static DeleteLimits Default { get; } = new(5, 0.3);
}
