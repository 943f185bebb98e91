namespace HomeLab.Inventory.Graph;

/// <summary>What becomes of the one that hangs on another when that other fails.</summary>
enum Bond
{
    /// <summary>It fails too.</summary>
    Requires,

    /// <summary>It fails when all of one group fail, and is degraded when some do.</summary>
    AnyOf,

    /// <summary>It is degraded.</summary>
    Uses,

    /// <summary>Nothing: the edge only says how things belong together.</summary>
    BelongsTo,
}
