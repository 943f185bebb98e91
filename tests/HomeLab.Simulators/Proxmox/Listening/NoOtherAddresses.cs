using Microsoft.AspNetCore.Hosting.Server.Features;

namespace HomeLab.Simulators.Proxmox.Listening;

/// <summary>Where nodes have ports of their own, the settings' addresses are listened on beside them, and Kestrel need not warn of them.</summary>
sealed class NoOtherAddresses(ClusterListeners listeners) : IStartupFilter
{
    public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) => app =>
    {
        if (listeners.HasAny)
            app.ServerFeatures.Get<IServerAddressesFeature>()?.Addresses.Clear();
        next(app);
    };
}
