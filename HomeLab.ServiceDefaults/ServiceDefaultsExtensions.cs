using HomeLab.ServiceDefaults.Control;
using HomeLab.ServiceDefaults.Health;
using HomeLab.ServiceDefaults.Hosting;
using HomeLab.ServiceDefaults.Options;
using HomeLab.ServiceDefaults.Rpc;
using HomeLab.ServiceDefaults.Secrets;
using HomeLab.ServiceDefaults.Telemetry;
using HomeLab.ServiceDefaults.Telemetry.Prometheus;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Npgsql;

namespace HomeLab.ServiceDefaults;

public static class ServiceDefaultsExtensions
{
    /// <summary>What every service has: telemetry, health, listeners, checked settings, an orderly end.</summary>
    /// <param name="service">The service's name in the fleet, <c>[a-z][a-z0-9-]*</c>: names its telemetry and its queues.</param>
    public static WebApplicationBuilder AddServiceDefaults(this WebApplicationBuilder builder, string service)
    {
        builder.Services.AddSingleton(new ServiceName(service));
        builder.Services.TryAddSingleton(TimeProvider.System);
        builder.AddStartupChecks();
        builder.AddOrderlyShutdown();
        builder.AddTelemetry(service);
        builder.AddHealth();
        builder.AddListeners();
        builder.AddRpcServer();
        builder.Services.TryAddSingleton<SecretReader>();
        return builder;
    }

    /// <summary>Maps what <see cref="AddServiceDefaults"/> added.</summary>
    public static WebApplication MapServiceDefaults(this WebApplication app)
    {
        app.UseMiddleware<ServerSpanMiddleware>();
        app.UseMiddleware<RpcGuard>();
        app.MapHealth();
        app.MapPrometheus();
        if (app.Services.GetService<NpgsqlDataSource>() is not null)
        {
            app.MapRpc<ControlService>(Role.Viewer);
        }
        return app;
    }
}
