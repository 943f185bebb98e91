namespace HomeLab.Simulators.Komodo.State;

/// <summary>A service as a Compose file has it.</summary>
/// <param name="ContainerName">Without the number that Compose adds.</param>
sealed record ServiceName(string Name, string ContainerName, string Image, bool IsUpdateAvailable = false)
{
    public string? Digest { get; init; }
}
