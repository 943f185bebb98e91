using HomeLab.Simulators.Proxmox.Guests;

namespace HomeLab.Simulators.Proxmox.State;

sealed record Snapshot(string Name, string Description, DateTimeOffset At, bool HasMemory, string? Parent, GuestConfig Config);
