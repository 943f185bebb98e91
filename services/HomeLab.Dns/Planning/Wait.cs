using HomeLab.ServiceDefaults.Reconciliation;

namespace HomeLab.Dns.Planning;

/// <summary>A record waits for the health of what it leads to.</summary>
/// <param name="Reason">How that is.</param>
/// <param name="WithdrawAt">From when on it may be taken away; null: what is there stays.</param>
sealed record Wait(Reason Reason, DateTimeOffset? WithdrawAt)
{
    /// <summary>Its stop was announced, so that it goes now, also as the last of its name; null: it was not.</summary>
    public Drain? Drain { get; init; }
}
