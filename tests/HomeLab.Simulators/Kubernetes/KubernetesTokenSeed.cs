namespace HomeLab.Simulators.Kubernetes;

/// <summary>A bearer token.</summary>
public sealed class KubernetesTokenSeed
{
    /// <summary>By this name it appears in the request log.</summary>
    public string Name { get; init; } = "";

    public string Secret { get; init; } = "";

    /// <summary>Plural names of the resources that it may not touch.</summary>
    public IReadOnlyList<string> Forbidden { get; init; } = [];

    public bool IsReadOnly { get; init; }
}
