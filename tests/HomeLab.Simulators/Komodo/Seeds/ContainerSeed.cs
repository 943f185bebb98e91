namespace HomeLab.Simulators.Komodo.Seeds;

public sealed class ContainerSeed
{
    public string Name { get; init; } = "";

    /// <summary>Made up when empty.</summary>
    public string Id { get; init; } = "";

    public string Image { get; init; } = "";

    public string State { get; init; } = "running";

    public IReadOnlyDictionary<string, string> Labels { get; init; } = new Dictionary<string, string>();
}
