using System.Collections.Concurrent;
using System.Security.Cryptography.X509Certificates;
using k8s;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Server.Kestrel.Https;

namespace HomeLab.Polyfills.Tests.KubernetesClient;

/// <summary>Answers every call as the test says, and keeps what was asked.</summary>
sealed class FakeApiServer : IAsyncDisposable
{
    readonly WebApplication _host;
    readonly ConcurrentQueue<Asked> _asked = new();

    FakeApiServer(WebApplication host) => _host = host;

    public string Address => _host.Urls.Single();

    public IReadOnlyList<Asked> All => [.. _asked];

    public Asked Last => _asked.Last();

    /// <param name="certificate">For HTTPS; it then asks clients for one too.</param>
    public static async Task<FakeApiServer> StartAsync(RequestDelegate? answer = null, X509Certificate2? certificate = null)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseKestrelHttpsConfiguration();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(System.Net.IPAddress.Loopback, 0, listen =>
        {
            if (certificate is not null)
            {
                listen.UseHttps(certificate, https =>
                {
                    https.ClientCertificateMode = ClientCertificateMode.AllowCertificate;
                    https.AllowAnyClientCertificate();
                });
            }
        }));
        var host = builder.Build();
        var server = new FakeApiServer(host);
        host.Run(async context =>
        {
            server._asked.Enqueue(await Asked.OfAsync(context));
            await (answer ?? Empty)(context);
        });
        await host.StartAsync();
        return server;
    }

    public Kubernetes Client(Action<KubernetesClientConfiguration>? adjust = null, params DelegatingHandler[] handlers)
    {
        var config = new KubernetesClientConfiguration { Host = Address };
        adjust?.Invoke(config);
        return new Kubernetes(config, handlers);
    }

    public ValueTask DisposeAsync() => _host.DisposeAsync();

    public static RequestDelegate Json(string json, int status = 200) => context =>
    {
        context.Response.StatusCode = status;
        context.Response.ContentType = "application/json";
        return context.Response.WriteAsync(json);
    };

    static Task Empty(HttpContext context) => Json("{}")(context);

    public sealed record Asked(string Method, string Target, string? ContentType, string? Authorization, string? Host, string? Client, string Body)
    {
        public static async Task<Asked> OfAsync(HttpContext context)
        {
            using var reader = new StreamReader(context.Request.Body);
            return new Asked(
                context.Request.Method,
                context.Features.Get<IHttpRequestFeature>()!.RawTarget,
                context.Request.ContentType,
                context.Request.Headers.Authorization,
                context.Request.Host.Host,
                context.Connection.ClientCertificate?.Subject,
                await reader.ReadToEndAsync());
        }
    }
}
