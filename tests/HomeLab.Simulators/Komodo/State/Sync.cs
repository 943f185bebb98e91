using System.Collections.Immutable;

namespace HomeLab.Simulators.Komodo.State;

sealed record Sync(string Id, string Name, string Repo, string Branch, ImmutableList<string> ResourcePath, bool IsManaged, string State);
