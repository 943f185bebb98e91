namespace k8s.KubeConfigs;

sealed class NamedContext
{
    public string Name { get; set; }

    public ContextEntry Context { get; set; }
}
