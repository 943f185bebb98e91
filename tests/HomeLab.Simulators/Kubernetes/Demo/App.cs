namespace HomeLab.Simulators.Kubernetes.Demo;

/// <param name="Host">The first label of the name under which it is reached; empty: under none.</param>
sealed record App(string Namespace, string Name, string Image, int Port, string Host = "")
{
    public int ClaimGiB { get; init; }
}
