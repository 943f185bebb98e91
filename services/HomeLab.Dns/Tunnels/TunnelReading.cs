using HomeLab.ServiceDefaults.Reconciliation;

namespace HomeLab.Dns.Tunnels;

/// <summary>What is known of a zone's tunnels.</summary>
/// <param name="Last">The last whole reading; null: there was none.</param>
/// <param name="ReadAt">When that was.</param>
/// <param name="AskedAt">When the provider was asked last.</param>
/// <param name="Silence">Why it did not answer then; null: it did.</param>
sealed record TunnelReading(AccountTunnels? Last, DateTimeOffset? ReadAt, DateTimeOffset AskedAt, Reason? Silence)
{
    /// <summary>Ids of tunnels that are proven to be gone.</summary>
    public IReadOnlySet<string> Gone { get; init; } = new HashSet<string>();
}
