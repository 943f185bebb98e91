using System.Collections.Immutable;

namespace HomeLab.Simulators.Komodo.State;

/// <param name="State">As Docker says it.</param>
sealed record Container(string Id, string Name, string Image, string State, ImmutableSortedDictionary<string, string> Labels);
