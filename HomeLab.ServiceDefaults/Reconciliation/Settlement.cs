namespace HomeLab.ServiceDefaults.Reconciliation;

/// <summary>What became of an intent.</summary>
public abstract record Settlement
{
    Settlement() { }

    /// <summary>It took effect.</summary>
    /// <param name="ProviderId">The provider's id of the object.</param>
    /// <param name="State">Canonical JSON of the object as the provider answered it; null for a delete.</param>
    public sealed record Applied(string ProviderId, string? State) : Settlement;

    /// <summary>It certainly did not take effect.</summary>
    public sealed record Rejected(Reason Reason) : Settlement;

    /// <summary>Nobody can tell yet; a read-back settles it.</summary>
    public sealed record Unconfirmed(Reason Reason) : Settlement;
}
