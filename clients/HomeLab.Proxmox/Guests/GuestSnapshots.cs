namespace HomeLab.Proxmox.Guests;

/// <param name="Parent">The snapshot that the guest's present state goes back to; null when to none.</param>
public sealed record GuestSnapshots(IReadOnlyList<GuestSnapshot> Snapshots, string? Parent);
