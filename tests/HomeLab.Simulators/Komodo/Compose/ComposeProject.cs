using System.Collections.Immutable;

namespace HomeLab.Simulators.Komodo.Compose;

/// <summary>What Compose makes of a project's files.</summary>
/// <param name="Services">Those of a profile are left out.</param>
/// <param name="Config">As <c>docker compose config</c> prints it.</param>
/// <param name="Warnings">What it has to say besides, such as of variables that are not set.</param>
sealed record ComposeProject(
    string Name, ImmutableList<ComposeService> Services, ImmutableList<string> Networks, ImmutableList<string> ExternalNetworks,
    ImmutableList<string> Volumes, ImmutableList<string> ExternalVolumes, string Config, ImmutableList<string> Warnings);
