using System.Net;
using Grpc.Core;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace HomeLab.Cli.Tests;

/// <summary>A fleet of played services behind real gRPC servers, as it was at <see cref="Now"/>.</summary>
public sealed class FakeFleet : IAsyncLifetime
{
    public const string Token = "operator.a-secret-of-the-tests";

    readonly List<WebApplication> apps = [];

    public static DateTimeOffset Now { get; } = new(2026, 11, 21, 8, 0, 0, TimeSpan.Zero);

    public string Inventory { get; private set; } = "";

    public string Dns { get; private set; } = "";

    public string Backups { get; private set; } = "";

    public string Stacks { get; private set; } = "";

    internal PlayedBackups BackupsService { get; } = new();

    internal PlayedControl DnsControl { get; } = PlayedControl.OfDns();

    public async Task InitializeAsync()
    {
        Inventory = await StartAsync(PlayedControl.OfInventory(), app =>
        {
            app.MapGrpcService<PlayedInventory>();
            app.MapGrpcService<PlayedGraph>();
            app.MapGrpcService<PlayedSystems>();
            app.MapGrpcService<PlayedFindings>();
            app.MapGrpcService<PlayedChanges>();
            app.MapGrpcService<PlayedCertificates>();
            app.MapGrpcService<PlayedResources>();
        });
        Dns = await StartAsync(DnsControl, app =>
        {
            app.MapGrpcService<PlayedDns>();
            app.MapGrpcService<PlayedRecordChanges>();
            app.MapGrpcService<PlayedDraining>();
        });
        Backups = await StartAsync(new PlayedControl(), app => app.MapGrpcService<PlayedBackups>());
        Stacks = await StartAsync(PlayedControl.OfStacks(), app => app.MapGrpcService<PlayedStacks>());
    }

    public async Task DisposeAsync()
    {
        foreach (var app in apps)
        {
            await app.DisposeAsync();
        }
    }

    async Task<string> StartAsync(PlayedControl control, Action<WebApplication> map)
    {
        var builder = WebApplication.CreateBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0, listen => listen.Protocols = HttpProtocols.Http2));
        builder.Services.AddSingleton(control);
        builder.Services.AddSingleton(BackupsService);
        builder.Services.AddGrpc();
        var app = builder.Build();
        app.Use(RefuseStrangersAsync);
        app.MapGrpcService<PlayedControl>();
        map(app);
        await app.StartAsync();
        apps.Add(app);
        return app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single();
    }

    /// <summary>As the services' own guard does, which also wants a deadline.</summary>
    static Task RefuseStrangersAsync(HttpContext context, RequestDelegate next)
    {
        if (context.Request.Headers.Authorization == $"Bearer {Token}" && context.Request.Headers.ContainsKey("grpc-timeout"))
        {
            return next(context);
        }
        context.Response.ContentType = "application/grpc";
        context.Response.Headers["grpc-status"] = ((int)StatusCode.Unauthenticated).ToString(System.Globalization.CultureInfo.InvariantCulture);
        context.Response.Headers["grpc-message"] = Uri.EscapeDataString("The token is not known here.");
        return Task.CompletedTask;
    }
}
