using System.Collections.Immutable;

namespace HomeLab.Simulators.Komodo.State;

/// <param name="Containers">Those of no stack.</param>
sealed record Server(string Id, string Name, string? Address, string State, ImmutableList<Container> Containers)
{
    public bool IsReached => State == "Ok";

    /// <summary>That exist there, besides the engine's own.</summary>
    public ImmutableHashSet<string> Networks { get; init; } = [];

    public ImmutableHashSet<string> Volumes { get; init; } = [];

    /// <summary>Contents by absolute path, for stacks whose files are there.</summary>
    public ImmutableDictionary<string, string> Files { get; init; } = ImmutableDictionary<string, string>.Empty;

    /// <summary>Digests by reference, as they were fetched.</summary>
    public ImmutableDictionary<string, string> Images { get; init; } = ImmutableDictionary<string, string>.Empty;
}
