using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server.Features;

namespace HomeLab.ServiceDefaults.Rpc;

/// <summary>
/// Takes away the addresses that the host has put before the server by <c>ASPNETCORE_URLS</c> and its like: the explicit
/// listeners hold them already, and Kestrel would warn that it overrides them. The host does so right before it builds the pipeline.
/// </summary>
sealed class NoOtherListeners : IStartupFilter
{
    public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) => app =>
    {
        app.ServerFeatures.Get<IServerAddressesFeature>()?.Addresses.Clear();
        next(app);
    };
}
