namespace HomeLab.Simulators.Kubernetes;

public sealed class KubernetesClusterSeed
{
    public string Name { get; init; } = "demo";

    public string Version { get; init; } = "v1.36.0";

    /// <summary>Who may call; everybody when empty.</summary>
    public IReadOnlyList<KubernetesTokenSeed> Tokens { get; init; } = [];
}
