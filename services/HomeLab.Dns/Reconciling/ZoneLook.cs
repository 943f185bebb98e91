using HomeLab.Dns.Planning;
using HomeLab.ServiceDefaults.Reconciliation;

namespace HomeLab.Dns.Reconciling;

/// <summary>One look at a zone as it ended; each part is null where the look did not get that far.</summary>
/// <param name="Plan">With what still waits in its <see cref="DnsPlan.Proposed"/>.</param>
/// <param name="Proposal">What waits or was rejected; null: nothing.</param>
sealed record ZoneLook(Reason? Unavailable, DnsPlan? Plan, Proposal? Proposal, ChangeReport? Report)
{
    /// <summary>What was asked for; null: the look did not even get that far.</summary>
    public DesiredZone? Desired { get; init; }
}
