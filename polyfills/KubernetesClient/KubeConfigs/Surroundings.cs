namespace k8s.KubeConfigs;

/// <summary>Where a process finds its configuration when nobody names a file.</summary>
sealed record Surroundings(Func<string, string> Variable, string DefaultKubeConfig, string ServiceAccount)
{
    public static Surroundings OfThisProcess { get; } = new(
        Environment.GetEnvironmentVariable,
        KubernetesClientConfiguration.KubeConfigDefaultLocation,
        "/var/run/secrets/kubernetes.io/serviceaccount");

    /// <summary>The API server as a pod is told of it; null outside of one.</summary>
    public string ApiServer =>
        Variable("KUBERNETES_SERVICE_HOST") is { Length: > 0 } host && int.TryParse(Variable("KUBERNETES_SERVICE_PORT"), out var port)
            ? new UriBuilder(Uri.UriSchemeHttps, host, port).ToString()
            : null;

    public string ServiceAccountFile(string name) => Path.Combine(ServiceAccount, name);
}
