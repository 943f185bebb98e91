using k8s.Models;

namespace k8s;

/// <summary>What the API server said in the middle of a watch, such as 410: the resource version is too old to go on from.</summary>
public class KubernetesException : Exception
{
    public KubernetesException()
    {
    }

    public KubernetesException(V1Status status)
        : this(status?.Message) => Status = status;

    public KubernetesException(V1Status status, Exception innerException)
        : this(status?.Message, innerException) => Status = status;

    public KubernetesException(string message)
        : base(message)
    {
    }

    public KubernetesException(string message, Exception innerException)
        : base(message, innerException)
    {
    }

    public V1Status Status { get; private set; }
}
