namespace HomeLab.Simulators.Komodo.Seeds;

public sealed class ServiceSeed
{
    public string Name { get; init; } = "";

    public string Image { get; init; } = "";

    /// <summary>Of its container; made up when empty.</summary>
    public string ContainerId { get; init; } = "";

    /// <summary>Of its container; empty: there is none.</summary>
    public string ContainerState { get; init; } = "running";

    public bool IsUpdateAvailable { get; init; }
}
