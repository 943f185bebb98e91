namespace HomeLab.Proxmox.Guests;

/// <summary>A setting of a guest, with what it becomes at the next start.</summary>
/// <param name="Value">In force; null when it is not set.</param>
/// <param name="Pending">Comes into force; null when nothing waits.</param>
/// <param name="Delete">1 it is to be removed, 2 by force.</param>
public sealed record PendingChange(string Key, string? Value, string? Pending, int Delete)
{
    public bool IsPending => Pending is not null || Delete > 0;
}
