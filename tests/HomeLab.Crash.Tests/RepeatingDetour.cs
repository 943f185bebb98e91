using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace HomeLab.Crash.Tests;

/// <summary>Stands between a service and its provider, and sends one write twice when it is told to, as a retrying middlebox would.</summary>
sealed class RepeatingDetour : IAsyncDisposable
{
    readonly HttpClient http = new(new SocketsHttpHandler { AllowAutoRedirect = false });
    readonly WebApplication app;
    int repeats;

    public RepeatingDetour()
    {
        var builder = WebApplication.CreateBuilder();
        builder.Logging.SetMinimumLevel(LogLevel.Warning);
        app = builder.Build();
        app.Urls.Add("http://127.0.0.1:0");
        app.Run(PassAsync);
    }

    public Uri? Target { get; set; }

    public async Task<Uri> StartAsync()
    {
        await app.StartAsync();
        return new Uri(app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single());
    }

    public void RepeatNextWrite() => Interlocked.Exchange(ref repeats, 1);

    public async ValueTask DisposeAsync()
    {
        await app.StopAsync();
        await app.DisposeAsync();
        http.Dispose();
    }

    async Task PassAsync(HttpContext context)
    {
        if (Target is null)
        {
            context.Response.StatusCode = (int)HttpStatusCode.BadGateway;
            return;
        }
        using var body = new MemoryStream();
        await context.Request.Body.CopyToAsync(body);
        using var answer = await SendAsync(context.Request, body.ToArray());
        if (!HttpMethods.IsGet(context.Request.Method) && Interlocked.Exchange(ref repeats, 0) == 1)
        {
            (await SendAsync(context.Request, body.ToArray())).Dispose();
        }
        context.Response.StatusCode = (int)answer.StatusCode;
        context.Response.ContentType = answer.Content.Headers.ContentType?.ToString();
        await answer.Content.CopyToAsync(context.Response.Body);
    }

    async Task<HttpResponseMessage> SendAsync(HttpRequest given, byte[] body)
    {
        using var request = new HttpRequestMessage(new HttpMethod(given.Method), new Uri(Target!, given.Path + given.QueryString));
        request.Headers.TryAddWithoutValidation("Authorization", given.Headers.Authorization.ToString());
        request.Content = new ByteArrayContent(body);
        request.Content.Headers.TryAddWithoutValidation("Content-Type", given.ContentType);
        return await http.SendAsync(request);
    }
}
