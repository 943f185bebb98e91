using System.Net;
using System.Security.Cryptography.X509Certificates;
using HomeLab.ServiceDefaults.Options;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace HomeLab.ServiceDefaults.Rpc;

static class ListenerExtensions
{
    /// <summary>HTTP/1.1 for health where the host's variables say, HTTP/2 for gRPC on <c>Rpc:Port</c>.</summary>
    /// <remarks>
    /// Without TLS a port speaks one version only, hence two. An explicit listener makes Kestrel ignore the host's variables,
    /// hence both are explicit.
    /// </remarks>
    public static WebApplicationBuilder AddListeners(this WebApplicationBuilder builder)
    {
        builder.AddValidatedOptions<RpcOptions>("Rpc");
        builder.Services.AddSingleton<IValidateOptions<RpcOptions>, RpcOptionsValidator>();
        var health = HealthListener.From(builder.Configuration);
        builder.AddStartupCheck("ASPNETCORE_URLS", _ => health.Check());
        builder.Services.AddTransient<IStartupFilter, NoOtherListeners>();
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            foreach (var endpoint in health.Endpoints)
            {
                kestrel.Listen(endpoint, listen => listen.Protocols = HttpProtocols.Http1);
            }
            var rpc = kestrel.ApplicationServices.GetRequiredService<IOptions<RpcOptions>>().Value;
            kestrel.Listen(IPAddress.Parse(rpc.Address), rpc.Port, listen =>
            {
                listen.Protocols = HttpProtocols.Http2;
                if (rpc.Certificate is { Path: { } path, KeyPath: { } key })
                {
                    listen.UseHttps(X509Certificate2.CreateFromPemFile(path, key));
                }
            });
        });
        return builder;
    }
}
