using System.Collections.Concurrent;
using System.Net;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace HomeLab.Inventory.Tests.Notifications;

/// <summary>Takes messages over HTTP as a webhook's receiver, an ntfy server and a Gotify server do, and answers as the test says.</summary>
sealed class Receiver : IAsyncDisposable
{
    public const string NtfyToken = "tk_of_this_test_000000000000000";
    public const string GotifyToken = "A-of-this-test";

    readonly WebApplication app;
    readonly ConcurrentQueue<Received> received = new();
    readonly ConcurrentQueue<int> failures = new();

    Receiver(WebApplication app) => this.app = app;

    public string Url => app.Urls.Single();

    public IReadOnlyList<Received> All => [.. received];

    /// <summary>Those that were taken.</summary>
    public IReadOnlyList<Received> Taken => [.. received.Where(it => it.Status == 200)];

    public static async Task<Receiver> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        var app = builder.Build();
        app.Urls.Add("http://127.0.0.1:0");
        var receiver = new Receiver(app);
        app.MapPost("/hook", context => receiver.TakeAsync(context, _ => 200));
        // https://docs.ntfy.sh/publish/#publish-as-json: to the root, with the topic inside.
        app.MapPost("/", context => receiver.TakeAsync(context, body =>
            context.Request.Headers.Authorization != $"Bearer {NtfyToken}" ? 403
            : body.GetProperty("topic").GetString() is { Length: > 0 } && body.GetProperty("priority").GetInt32() is >= 1 and <= 5
                && body.GetProperty("tags").GetArrayLength() > 0 && body.GetProperty("message").GetString() is { Length: > 0 } ? 200 : 400));
        // https://gotify.net/api-docs, POST /message.
        app.MapPost("/gotify/message", context => receiver.TakeAsync(context, body =>
            context.Request.Headers["X-Gotify-Key"] != GotifyToken ? 401
            : body.GetProperty("message").GetString() is { Length: > 0 } && body.GetProperty("priority").ValueKind == JsonValueKind.Number ? 200 : 400));
        await app.StartAsync();
        return receiver;
    }

    /// <summary>Answers the next requests with these; 0: takes the request and closes the connection without an answer.</summary>
    public void Fail(params int[] statuses)
    {
        foreach (var status in statuses)
            failures.Enqueue(status);
    }

    public async ValueTask DisposeAsync() => await app.DisposeAsync();

    async Task TakeAsync(HttpContext context, Func<JsonElement, int> judge)
    {
        using var reader = new StreamReader(context.Request.Body);
        var text = await reader.ReadToEndAsync();
        var status = failures.TryDequeue(out var failure) ? failure : judge(JsonDocument.Parse(text).RootElement);
        received.Enqueue(new Received(
            context.Request.Path, context.Request.Headers.ToDictionary(it => it.Key, it => it.Value.ToString(), StringComparer.OrdinalIgnoreCase), text, status));
        if (status == 0)
        {
            context.Abort();
            return;
        }
        context.Response.StatusCode = status;
        await context.Response.WriteAsync(status == (int)HttpStatusCode.OK ? """{"id":"1"}""" : "no");
    }
}

/// <summary>One request.</summary>
sealed record Received(string Path, IReadOnlyDictionary<string, string> Headers, string Body, int Status);
