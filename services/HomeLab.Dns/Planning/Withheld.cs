using HomeLab.ServiceDefaults.Reconciliation;

namespace HomeLab.Dns.Planning;

/// <summary>A change that is not made, and why.</summary>
/// <param name="IsUnmet">The zone lacks something that was asked for; otherwise it only holds more than was asked for.</param>
/// <param name="DueAt">When it will be made if nothing changes; null: not by itself.</param>
sealed record Withheld(RecordChange Change, Reason Reason, bool IsUnmet, DateTimeOffset? DueAt = null)
{
    public override string ToString() => $"withheld {Change}: {Reason}";
}
