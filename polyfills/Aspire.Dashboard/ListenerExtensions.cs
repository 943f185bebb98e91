using System.Net;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace Aspire.Dashboard;

static class ListenerExtensions
{
    sealed record ListenerFeature(Listener Listener);

    public static Listener Listener(this HttpContext context) => context.Features.Get<ListenerFeature>()!.Listener;

    public static void Listen(this KestrelServerOptions kestrel, Listener listener, Uri address, HttpProtocols protocols)
    {
        void Configure(ListenOptions listen)
        {
            listen.Protocols = protocols;
            if (address.Scheme == "https") listen.UseHttps();
            listen.Use(next => connection =>
            {
                connection.Features.Set(new ListenerFeature(listener));
                return next(connection);
            });
        }

        if (IPAddress.TryParse(address.Host.Trim('[', ']'), out var ip)) kestrel.Listen(ip, address.Port, Configure);
        else if (address.Host == "localhost" && address.Port != 0) kestrel.ListenLocalhost(address.Port, Configure);
        else if (address.Host == "localhost") kestrel.Listen(IPAddress.Loopback, 0, Configure);
        else kestrel.ListenAnyIP(address.Port, Configure);
    }
}
