using HomeLab.Simulators.Proxmox.Control;
using HomeLab.Simulators.Proxmox.Http;
using HomeLab.Simulators.Proxmox.Listening;
using HomeLab.Simulators.Proxmox.State;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.Options;

namespace HomeLab.Simulators.Proxmox;

static class ProxmoxExtensions
{
    public static void AddProxmoxSimulator(this IServiceCollection services)
    {
        services.AddOptions<ProxmoxOptions>().BindConfiguration(ProxmoxOptions.Section).ValidateDataAnnotations().ValidateOnStart();
        services.AddSingleton<IValidateOptions<ProxmoxOptions>, ProxmoxOptionsValidator>();
        services.AddSingleton<Clusters>();
        services.AddSingleton<ClusterListeners>();
        services.AddSingleton<ProxmoxApi>();
        services.AddSingleton<ISimulatedSystem, ProxmoxSystem>();
        services.AddTransient<IStartupFilter, NoOtherAddresses>();
        services.AddOptions<KestrelServerOptions>().Configure<ClusterListeners, IConfiguration>(
            (kestrel, listeners, configuration) => listeners.Listen(kestrel, configuration[WebHostDefaults.ServerUrlsKey]));
    }

    public static void MapProxmox(this WebApplication app) => app.MapProxmoxControl();
}
