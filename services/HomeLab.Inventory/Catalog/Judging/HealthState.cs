namespace HomeLab.Inventory.Catalog.Judging;

/// <summary>How something is, best first: of several the last counts.</summary>
enum HealthState
{
    /// <summary>Somebody stopped it on purpose.</summary>
    Paused,

    Healthy,

    /// <summary>Nothing that was observed tells.</summary>
    Unknown,

    Degraded,

    Unhealthy,
}
