namespace k8s.Exceptions;

/// <summary>A kubeconfig, or the surroundings that stand in for one, cannot be used; the message says which part.</summary>
public class KubeConfigException : Exception
{
    public KubeConfigException()
    {
    }

    public KubeConfigException(string message)
        : base(message)
    {
    }

    public KubeConfigException(string message, Exception inner)
        : base(message, inner)
    {
    }
}
