using System.Collections.Immutable;

namespace HomeLab.Simulators.Komodo.Compose;

/// <param name="ContainerName">Whole.</param>
/// <param name="Hash">Of its configuration; of its environment files too.</param>
/// <param name="HealthyFirst">Services that have to be healthy before it starts.</param>
/// <param name="IsLookedAfter">Whether its health is checked.</param>
sealed record ComposeService(
    string Name, string Image, string ContainerName, string Hash, ImmutableSortedDictionary<string, string> Labels,
    ImmutableList<string> Networks, ImmutableList<string> Volumes, ImmutableList<string> HealthyFirst, bool IsLookedAfter, bool IsBuilt);
