using System.Net;
using System.Security.Cryptography;
using System.Text;
using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Running;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Aspire.Hosting.Dashboards;

/// <summary>Tells the dashboard of the resources and their consoles: gRPC on a loopback port of its own, with a key made for this run.</summary>
sealed class ResourceServiceHost(
    DistributedApplicationOptions options,
    IConfiguration configuration,
    AppHostLocation location,
    ResourceNotificationService notifications,
    ResourceLoggerService loggers) : IHostedService
{
    const string KeyHeader = "x-resource-service-api-key";

    readonly byte[] key = Encoding.ASCII.GetBytes(RandomNumberGenerator.GetHexString(32, lowercase: true));
    WebApplication? app;

    /// <summary>Null until it listens, and when there is no dashboard to tell.</summary>
    public ResourceServiceAddress? Address { get; private set; }

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        if (Running.Dashboard.IsDisabled(options, configuration) || location.FindDashboard() is null) return;

        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0, listen => listen.Protocols = HttpProtocols.Http2));
        builder.Services.AddRouting().AddSingleton(location).AddSingleton(notifications).AddSingleton(loggers).AddGrpc();
        app = builder.Build();
        app.Use(CheckKeyAsync);
        app.UseRouting();
        app.MapGrpcService<ResourceServiceEndpoint>();
        await app.StartAsync(cancellationToken);
        Address = new ResourceServiceAddress(app.Urls.Single(), Encoding.ASCII.GetString(key));
    }

    public async Task StopAsync(CancellationToken cancellationToken)
    {
        // Watchers never end by themselves; nobody waits for them.
        if (app is not null) await app.StopAsync(new CancellationToken(canceled: true));
    }

    Task CheckKeyAsync(HttpContext context, RequestDelegate next)
    {
        if (CryptographicOperations.FixedTimeEquals(Encoding.ASCII.GetBytes(context.Request.Headers[KeyHeader].ToString()), key)) return next(context);

        context.Response.ContentType = "application/grpc";
        context.Response.Headers["grpc-status"] = "16";
        context.Response.Headers["grpc-message"] = $"{KeyHeader} is missing or wrong";
        return Task.CompletedTask;
    }
}
