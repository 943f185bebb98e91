namespace HomeLab.Inventory.Findings;

/// <summary>A finding as it is remembered. Times are UTC.</summary>
sealed record FindingRow
{
    public required string Id { get; init; }

    public required string Rule { get; init; }

    public required string Severity { get; init; }

    public required string[] Addresses { get; init; }

    public required string What { get; init; }

    public required string Evidence { get; init; }

    public required string[] Sources { get; init; }

    /// <summary>Since when it has been seen without a break; null: it is not seen now.</summary>
    public DateTime? SeenSince { get; init; }

    /// <summary>Since when an open one is no longer seen.</summary>
    public DateTime? GoneSince { get; init; }

    /// <summary>Null: it has not held for long enough yet.</summary>
    public DateTime? OpenedAt { get; init; }

    /// <summary>Null: it is open, or was never opened.</summary>
    public DateTime? ClosedAt { get; init; }

    public bool IsOpen => OpenedAt is not null && ClosedAt is null;
}
