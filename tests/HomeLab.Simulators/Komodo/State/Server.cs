using System.Collections.Immutable;

namespace HomeLab.Simulators.Komodo.State;

/// <param name="Containers">Those of no stack.</param>
sealed record Server(string Id, string Name, string? Address, string State, ImmutableList<Container> Containers)
{
    public bool IsReached => State == "Ok";
}
