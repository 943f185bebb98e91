namespace k8s.KubeConfigs;

sealed class NamedCluster
{
    public string Name { get; set; }

    public ClusterEntry Cluster { get; set; }
}
