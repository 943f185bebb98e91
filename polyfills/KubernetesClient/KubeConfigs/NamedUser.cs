namespace k8s.KubeConfigs;

sealed class NamedUser
{
    public string Name { get; set; }

    public UserEntry User { get; set; }
}
