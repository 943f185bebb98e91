using Grpc.AspNetCore.Server;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace HomeLab.Polyfills.Tests.Grpc;

/// <summary>The echo service behind a real Kestrel on a free loopback port, HTTP/2 without TLS.</summary>
public sealed class EchoServer : IAsyncDisposable
{
    readonly WebApplication app;

    EchoServer(WebApplication app) => this.app = app;

    public string Address => app.Urls.Single();

    public Cancellations Cancellations => app.Services.GetRequiredService<Cancellations>();

    public static async Task<EchoServer> StartAsync(Action<GrpcServiceOptions>? configure = null, Action<WebApplication>? use = null)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.ConfigureEndpointDefaults(e => e.Protocols = HttpProtocols.Http2));
        builder.Services.AddSingleton<Cancellations>();
        builder.Services.AddGrpc(options => configure?.Invoke(options));
        var app = builder.Build();
        use?.Invoke(app);
        app.MapGrpcService<EchoService>();
        await app.StartAsync();
        return new EchoServer(app);
    }

    /// <summary>Closes the connections without waiting for the calls on them.</summary>
    public Task AbortAsync() => app.StopAsync(new CancellationToken(canceled: true));

    public ValueTask DisposeAsync() => app.DisposeAsync();
}
