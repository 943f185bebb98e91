using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using System.Runtime.CompilerServices;

namespace HomeLab.Stacks.Tests.Model;

/// <summary>What an Engine pulls through: a real registry, as long as it has not had enough.</summary>
sealed class RegistryFront(WebApplication app, StrongBox<bool> refuses) : IAsyncDisposable
{
    static readonly string[] Passed = ["Content-Type", "Docker-Content-Digest", "Docker-Distribution-Api-Version", "ETag"];

    /// <summary>As references name it.</summary>
    public string Host { get; } = new Uri(app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single()).Authority;

    /// <summary>Whether it answers 429 to everything.</summary>
    public bool Refuses
    {
        set => refuses.Value = value;
    }

    public static async Task<RegistryFront> StartAsync(string registry)
    {
        var refuses = new StrongBox<bool>();
        var http = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false }) { BaseAddress = new Uri($"http://{registry}") };
        var builder = WebApplication.CreateBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var app = builder.Build();
        app.Run(context => refuses.Value ? RefuseAsync(context) : PassAsync(http, context));
        app.Lifetime.ApplicationStopped.Register(http.Dispose);
        await app.StartAsync();
        return new RegistryFront(app, refuses);
    }

    public ValueTask DisposeAsync() => app.DisposeAsync();

    static Task RefuseAsync(HttpContext context)
    {
        (context.Response.StatusCode, context.Response.ContentType, context.Response.Headers.RetryAfter) = (StatusCodes.Status429TooManyRequests, "application/json", "1");
        return context.Response.WriteAsync("""{"errors": [{"code": "TOOMANYREQUESTS", "message": "You have reached your pull rate limit."}]}""");
    }

    static async Task PassAsync(HttpClient http, HttpContext context)
    {
        using var asked = new HttpRequestMessage(new HttpMethod(context.Request.Method), context.Request.Path + context.Request.QueryString);
        foreach (var accept in context.Request.Headers.Accept)
            asked.Headers.TryAddWithoutValidation("Accept", accept);
        using var answer = await http.SendAsync(asked, HttpCompletionOption.ResponseHeadersRead, context.RequestAborted);
        context.Response.StatusCode = (int)answer.StatusCode;
        context.Response.ContentLength = answer.Content.Headers.ContentLength;
        foreach (var (name, values) in answer.Headers.Concat(answer.Content.Headers).Where(it => Passed.Contains(it.Key, StringComparer.OrdinalIgnoreCase)))
            context.Response.Headers[name] = values.ToArray();
        await answer.Content.CopyToAsync(context.Response.Body, context.RequestAborted);
    }
}
