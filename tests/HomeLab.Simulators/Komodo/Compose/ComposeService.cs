using System.Collections.Immutable;

namespace HomeLab.Simulators.Komodo.Compose;

/// <param name="ContainerName">Whole.</param>
/// <param name="Hash">Of its configuration; of its environment files too.</param>
/// <param name="After">Services that start before it.</param>
/// <param name="HealthyFirst">Those of them that have to be healthy by then.</param>
/// <param name="IsLookedAfter">Whether its health is checked.</param>
sealed record ComposeService(
    string Name, string Image, string ContainerName, string Hash, ImmutableSortedDictionary<string, string> Labels,
    ImmutableList<string> Networks, ImmutableList<string> Volumes, ImmutableList<string> After, ImmutableList<string> HealthyFirst, bool IsLookedAfter, bool IsBuilt);
