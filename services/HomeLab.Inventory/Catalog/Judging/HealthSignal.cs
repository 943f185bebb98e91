namespace HomeLab.Inventory.Catalog.Judging;

/// <summary>What one thing says of a system's health.</summary>
/// <param name="Probe">Which probe: <c>condition Ready</c>, <c>http :3000/api/health</c>, <c>workload</c>.</param>
/// <param name="Address">What was looked at.</param>
/// <param name="Code">Constant for machines.</param>
/// <param name="Reason">One sentence for people.</param>
sealed record HealthSignal(string Probe, string Address, HealthState State, string Code, string Reason)
{
    /// <summary>The code of what could not be asked.</summary>
    public const string NotAsked = "NotAsked";

    public override string ToString() => $"{State}: {Reason} ({Probe}, {Address})";
}
