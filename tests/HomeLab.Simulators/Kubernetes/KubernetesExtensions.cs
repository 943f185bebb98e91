using HomeLab.Simulators.Kubernetes.State;

namespace HomeLab.Simulators.Kubernetes;

static class KubernetesExtensions
{
    public static void AddKubernetesSimulator(this IServiceCollection services)
    {
        services.AddOptions<KubernetesOptions>().BindConfiguration(KubernetesOptions.Section).ValidateDataAnnotations().ValidateOnStart();
        services.AddSingleton<KubeClusters>();
        services.AddSingleton<ISimulatedSystem, KubernetesSystem>();
    }

    public static void MapKubernetes(this WebApplication app) => app.MapKubernetesControl();
}
