using System.Collections.Concurrent;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace HomeLab.Registry.Tests;

/// <summary>An HTTP server on 127.0.0.1 that answers as the test says, and keeps what it was asked.</summary>
sealed class ScriptedRegistry : IAsyncDisposable
{
    readonly WebApplication app;

    ScriptedRegistry(WebApplication app) => this.app = app;

    /// <summary>As references name it.</summary>
    public string Host => new Uri(app.Urls.First()).Authority;

    /// <summary><c>HEAD /v2/app/manifests/1 Bearer abc</c>.</summary>
    public ConcurrentQueue<string> Asked { get; } = new();

    public static async Task<ScriptedRegistry> StartAsync(Func<HttpContext, Task> answer)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        var registry = new ScriptedRegistry(builder.Build());
        registry.app.Run(async context =>
        {
            registry.Asked.Enqueue($"{context.Request.Method} {context.Request.Path}{context.Request.QueryString} {context.Request.Headers.Authorization}".TrimEnd());
            await answer(context);
        });
        await registry.app.StartAsync();
        return registry;
    }

    public RegistryClient Client(HttpClient http, RegistryCredential? credential = null, TimeProvider? time = null) => new(
        http, new RegistrySettings { Host = Host, Credential = credential is null ? null : _ => Task.FromResult(credential) }, time ?? TimeProvider.System);

    public async ValueTask DisposeAsync() => await app.DisposeAsync();
}
