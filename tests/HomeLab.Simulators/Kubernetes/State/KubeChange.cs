namespace HomeLab.Simulators.Kubernetes.State;

/// <summary>One object that came, changed or went.</summary>
/// <param name="Before">Null where it came.</param>
/// <param name="After">Null where it went.</param>
/// <param name="Last">What is told of it when it went: as it was, at the version of its end.</param>
sealed record KubeChange(long Version, string Resource, KubeObject? Before, KubeObject? After, KubeObject? Last = null);
