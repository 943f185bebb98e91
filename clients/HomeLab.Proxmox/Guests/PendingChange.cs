namespace HomeLab.Proxmox.Guests;

/// <summary>A setting of a guest, with what it becomes at the next start.</summary>
public sealed record PendingChange
{
    public required string Key { get; init; }

    /// <summary>In force; null when it is not set.</summary>
    public string? Value { get; init; }

    /// <summary>Comes into force; null when nothing waits.</summary>
    public string? Pending { get; init; }

    /// <summary>1 when it is to be removed, 2 by force.</summary>
    public int Delete { get; init; }

    public bool IsPending => Pending is not null || Delete > 0;
}
