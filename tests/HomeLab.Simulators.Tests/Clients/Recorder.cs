using System.Collections.Concurrent;
using System.Text;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;

namespace HomeLab.Simulators.Tests.Clients;

/// <summary>Stands between a client and the simulator, and remembers what they said.</summary>
sealed class Recorder : IAsyncDisposable
{
    readonly ConcurrentQueue<Exchange> exchanges = new();
    readonly HttpClient http;
    readonly WebApplication app;

    Recorder(Uri target, (string Key, string? Value)[] settings)
    {
        http = new HttpClient(new SocketsHttpHandler()) { BaseAddress = target };
        var builder = WebApplication.CreateBuilder();
        builder.Logging.ClearProviders();
        builder.Configuration["Urls"] = "http://127.0.0.1:0";
        builder.Configuration.AddInMemoryCollection(settings.Select(setting => KeyValuePair.Create(setting.Key, setting.Value)));
        app = builder.Build();
        app.Run(ForwardAsync);
    }

    public Uri Address => new(app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First());

    public IReadOnlyList<Exchange> Exchanges => [.. exchanges];

    public static async Task<Recorder> StartAsync(Uri target, params (string Key, string? Value)[] settings)
    {
        var recorder = new Recorder(target, settings);
        await recorder.app.StartAsync();
        return recorder;
    }

    async Task ForwardAsync(HttpContext context)
    {
        var path = context.Request.Path + context.Request.QueryString;
        var authorization = context.Request.Headers.Authorization.ToString();
        using var request = new HttpRequestMessage(new HttpMethod(context.Request.Method), path);
        request.Headers.TryAddWithoutValidation("Authorization", authorization);
        using var reader = new StreamReader(context.Request.Body);
        var body = await reader.ReadToEndAsync();
        if (body.Length > 0)
            request.Content = new StringContent(body, Encoding.UTF8, "application/json");

        using var response = await http.SendAsync(request);
        var answer = await response.Content.ReadAsByteArrayAsync();
        exchanges.Enqueue(new Exchange(
            context.Request.Method, path, authorization, body.Length > 0 ? body : null, (int)response.StatusCode, Encoding.UTF8.GetString(answer)));
        context.Response.StatusCode = (int)response.StatusCode;
        context.Response.ContentType = response.Content.Headers.ContentType?.ToString();
        context.Response.ContentLength = answer.Length;
        await context.Response.Body.WriteAsync(answer);
    }

    public async ValueTask DisposeAsync()
    {
        await app.StopAsync();
        await app.DisposeAsync();
        http.Dispose();
    }
}
