using System.Collections.Concurrent;
using HomeLab.Simulators;
using HomeLab.Testing;
using HomeLab.Testing.Kubernetes;
using k8s;

namespace HomeLab.Kubernetes.Tests.Servers;

/// <summary>An API server that the suite is held against; one for all tests of the process.</summary>
/// <param name="Client">Shared, and never disposed.</param>
/// <param name="ForgetHistoryAsync">Lets it forget every state but the present one; it may take half a minute to notice.</param>
sealed record ApiServer(IKubernetes Client, Func<Task> ForgetHistoryAsync)
{
    static readonly ConcurrentDictionary<string, Lazy<Task<ApiServer>>> Servers = new();

    /// <summary>The one of a name that a data attribute of the suite gives.</summary>
    public static Task<ApiServer> NamedAsync(string name) => Servers.GetOrAdd(name, key => new Lazy<Task<ApiServer>>(() => key switch
    {
        OnKubeliteAttribute.Name => KubeliteAsync(),
        OnSimulatorAttribute.Name => SimulatorAsync(),
        _ => throw new ArgumentOutOfRangeException(nameof(name), name, "No such server."),
    })).Value;

    static async Task<ApiServer> KubeliteAsync()
    {
        var kubelite = await TestKubernetes.StartedAsync();
        var client = new k8s.Kubernetes(KubernetesClientConfiguration.BuildConfigFromConfigFile(kubelite.KubeConfig));
        await Eventually.TrueAsync(() => AnswersAsync(client), "kubelite answers", TimeSpan.FromMinutes(3), TimeSpan.FromMilliseconds(200));
        return new ApiServer(client, () => kubelite.ForgetHistoryAsync());
    }

    /// <summary>A server in Go hangs up on a client that does not begin to speak within ten seconds of its connection.</summary>
    static async Task<bool> AnswersAsync(k8s.Kubernetes client)
    {
        try
        {
            return (await client.Core.GetAPIVersionsAsync()).Versions.Count > 0;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }

    // It ends with the process.
    static async Task<ApiServer> SimulatorAsync()
    {
        var host = await SimulatorHost.StartAsync();
        return new ApiServer(new k8s.Kubernetes(new KubernetesClientConfiguration { Host = host.Kubernetes().ToString() }), () =>
        {
            host.ForgetKubernetesHistory();
            return Task.CompletedTask;
        });
    }
}
