using HomeLab.Testing.Kubernetes;
using k8s;

namespace HomeLab.Kubernetes.Tests.Servers;

/// <summary>An API server that the suite is held against.</summary>
/// <param name="Configuration">How to reach it.</param>
/// <param name="ForgetHistoryAsync">Lets it forget every state but the present one.</param>
sealed record ApiServer(KubernetesClientConfiguration Configuration, Func<Task> ForgetHistoryAsync)
{
    /// <summary>The one of a name that a data attribute of the suite gives.</summary>
    public static Task<ApiServer> NamedAsync(string name) => name switch
    {
        OnKubeliteAttribute.Name => KubeliteAsync(),
        _ => throw new ArgumentOutOfRangeException(nameof(name), name, "No such server."),
    };

    static async Task<ApiServer> KubeliteAsync()
    {
        var kubelite = await TestKubernetes.StartedAsync();
        return new ApiServer(
            KubernetesClientConfiguration.BuildConfigFromConfigFile(kubelite.KubeConfig), () => kubelite.ForgetHistoryAsync());
    }
}
