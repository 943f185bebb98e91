namespace k8s.KubeConfigs;

/// <summary>A cluster, who one is there and the namespace to begin in.</summary>
sealed class ContextEntry
{
    public string Cluster { get; set; }

    public string User { get; set; }

    public string Namespace { get; set; }
}
