namespace HomeLab.Simulators.Kubernetes;

public sealed class KubernetesClusterSeed
{
    public string Name { get; init; } = "demo";

    public string Version { get; init; } = "v1.36.0";

    /// <summary>Whether it holds the demo lab's objects; else nothing but what every cluster has.</summary>
    public bool IsDemoLab { get; init; }

    /// <summary>Who may call; everybody when empty.</summary>
    public IReadOnlyList<KubernetesTokenSeed> Tokens { get; init; } = [];
}
