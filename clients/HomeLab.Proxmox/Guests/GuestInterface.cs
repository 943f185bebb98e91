namespace HomeLab.Proxmox.Guests;

/// <summary>A network interface as the guest itself reports it.</summary>
/// <param name="Mac">Upper case with colons; null for what has none.</param>
public sealed record GuestInterface(string Name, string? Mac, IReadOnlyList<InterfaceAddress> Addresses);
