using System.Collections.Immutable;

namespace HomeLab.Simulators.Proxmox.State;

sealed record Pool(string Name, string? Comment, ImmutableSortedSet<int> Guests, ImmutableSortedSet<string> Storages);
