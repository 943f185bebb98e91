namespace HomeLab.Simulators.Proxmox.State;

/// <summary>An interface inside a guest; addresses with prefix lengths.</summary>
sealed record GuestInterface(string Name, string Mac, IReadOnlyList<string> Addresses);
