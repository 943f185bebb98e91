using System.Net;
using System.Net.Security;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using HomeLab.Testing.Kubernetes;
using k8s;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace HomeLab.Inventory.Tests.Kubernetes;

/// <summary>Stands before the real API server and lets requests go wrong.</summary>
sealed class ApiServerProxy : IAsyncDisposable
{
    readonly WebApplication app;
    readonly HttpClient server;
    readonly Uri target;

    ApiServerProxy(WebApplication app, Uri target)
    {
        (this.app, this.target) = (app, target);
        server = new HttpClient(new SocketsHttpHandler { SslOptions = { RemoteCertificateValidationCallback = IsOfKubelite } })
        {
            Timeout = Timeout.InfiniteTimeSpan,
        };
    }

    /// <summary>Answers a request itself, true, or lets it pass.</summary>
    public Func<HttpContext, Task<bool>> Fault { get; set; } = _ => Task.FromResult(false);

    /// <summary>Changes the text of what passes, but for watches.</summary>
    public Func<string, string, string> Rewrite { get; set; } = (_, body) => body;

    public string KubeConfig => $$"""
        apiVersion: v1
        kind: Config
        current-context: c
        contexts:
        - name: c
          context: {cluster: c, user: u}
        clusters:
        - name: c
          cluster: {server: "{{Address}}"}
        users:
        - name: u
          user: {token: a-token-of-the-tests}
        """;

    string Address => app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single();

    public static async Task<ApiServerProxy> StartAsync()
    {
        var kubelite = await TestKubernetes.StartedAsync();
        var builder = WebApplication.CreateBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(it => it.Listen(IPAddress.Loopback, 0));
        var app = builder.Build();
        var proxy = new ApiServerProxy(app, kubelite.Server);
        app.Run(proxy.ServeAsync);
        await app.StartAsync();
        return proxy;
    }

    /// <summary>Past the faults.</summary>
    public static async Task<k8s.Kubernetes> ClientAsync() =>
        new(KubernetesClientConfiguration.BuildConfigFromConfigFile((await TestKubernetes.StartedAsync()).KubeConfig));

    public static Func<HttpContext, Task<bool>> Answering(int status, string body) => async context =>
    {
        context.Response.StatusCode = status;
        context.Response.ContentType = "application/json";
        await context.Response.WriteAsync(body);
        return true;
    };

    /// <summary>Nobody vouches for its certificate; it is spoken to on loopback alone.</summary>
    static bool IsOfKubelite(object sender, X509Certificate? certificate, X509Chain? chain, SslPolicyErrors errors) => certificate is not null;

    public async ValueTask DisposeAsync()
    {
        // A watch would keep it waiting.
        using var now = new CancellationTokenSource(0);
        await app.StopAsync(now.Token);
        await app.DisposeAsync();
        server.Dispose();
    }

    async Task ServeAsync(HttpContext context)
    {
        if (await Fault(context))
            return;
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(target, context.Request.Path + context.Request.QueryString));
        request.Headers.TryAddWithoutValidation("Accept", context.Request.Headers.Accept.ToArray());
        using var response = await server.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, context.RequestAborted);
        context.Response.StatusCode = (int)response.StatusCode;
        context.Response.ContentType = response.Content.Headers.ContentType?.ToString();
        if (context.Request.QueryString.Value!.Contains("watch=true", StringComparison.Ordinal))
        {
            await using var events = await response.Content.ReadAsStreamAsync(context.RequestAborted);
            var buffer = new byte[16384];
            while (await events.ReadAsync(buffer, context.RequestAborted) is > 0 and var count)
            {
                await context.Response.Body.WriteAsync(buffer.AsMemory(0, count), context.RequestAborted);
                await context.Response.Body.FlushAsync(context.RequestAborted);
            }
            return;
        }
        var body = await response.Content.ReadAsStringAsync(context.RequestAborted);
        await context.Response.Body.WriteAsync(Encoding.UTF8.GetBytes(Rewrite(context.Request.Path, body)), context.RequestAborted);
    }
}
