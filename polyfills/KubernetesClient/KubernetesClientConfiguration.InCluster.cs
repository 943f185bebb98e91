using k8s.Authentication;
using k8s.Exceptions;
using k8s.KubeConfigs;

namespace k8s;

public partial class KubernetesClientConfiguration
{
    /// <summary>Whether this process runs in a pod whose service account it may use.</summary>
    public static bool IsInCluster() => IsInCluster(Surroundings.OfThisProcess);

    /// <summary>The pod's service account. Its token is read anew as the kubelet renews it.</summary>
    public static KubernetesClientConfiguration InClusterConfig() => InClusterConfig(Surroundings.OfThisProcess);

    internal static bool IsInCluster(Surroundings surroundings) =>
        surroundings.ApiServer is not null
        && File.Exists(surroundings.ServiceAccountFile("token"))
        && File.Exists(surroundings.ServiceAccountFile("ca.crt"));

    internal static KubernetesClientConfiguration InClusterConfig(Surroundings surroundings)
    {
        if (!IsInCluster(surroundings))
        {
            throw new KubeConfigException(
                "This is no pod with a service account: KUBERNETES_SERVICE_HOST and KUBERNETES_SERVICE_PORT or the token are missing. "
                + "In a pod, see to 'automountServiceAccountToken: true'.");
        }

        var ofNamespace = surroundings.ServiceAccountFile("namespace");
        return new KubernetesClientConfiguration
        {
            Host = surroundings.ApiServer,
            TokenProvider = new TokenFileAuth(surroundings.ServiceAccountFile("token")),
            SslCaCerts = Authorities.FromFile(surroundings.ServiceAccountFile("ca.crt")),
            Namespace = File.Exists(ofNamespace) ? File.ReadAllText(ofNamespace) : null,
        };
    }
}
