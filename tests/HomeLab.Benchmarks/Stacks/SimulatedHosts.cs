using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using HomeLab.NativeServers;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace HomeLab.Benchmarks.Stacks;

/// <summary>Many simulated hosts in this process, each on a port of its own, and what they were asked.</summary>
sealed class SimulatedHosts : IAsyncDisposable
{
    public const string Image = "registry.example.org/app:1.0";
    public const string ImageId = "sha256:00000000000000000000000000000000000000000000000000000000000000ab";

    readonly WebApplication app;
    readonly CancellationTokenSource stopping = new();
    readonly Dictionary<int, SimulatedHost> hosts;
    readonly ConcurrentDictionary<string, int> calls = new(StringComparer.Ordinal);

    SimulatedHosts(int count)
    {
        hosts = LoopbackPort.Free(count).Index().ToDictionary(it => it.Item, it => new SimulatedHost(it.Index));
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls([.. hosts.Keys.Select(it => $"http://127.0.0.1:{it}")]);
        app = builder.Build();
        app.Use(CountAsync);
        Map();
    }

    public IReadOnlyList<Uri> Endpoints => [.. hosts.OrderBy(it => it.Value.Identity.Length).ThenBy(it => it.Value.Identity, StringComparer.Ordinal).Select(it => new Uri($"tcp://127.0.0.1:{it.Key}"))];

    /// <summary>Whether a container with that variable runs in place of any other of its project.</summary>
    public bool Runs(string variable) => hosts.Values.Any(it => it.Runs(variable));

    public static async Task<SimulatedHosts> StartAsync(int count)
    {
        var simulated = new SimulatedHosts(count);
        await simulated.app.StartAsync();
        return simulated;
    }

    /// <summary>How often each method and first step of a path was asked since the last time.</summary>
    public IReadOnlyDictionary<string, int> TakeCalls()
    {
        var taken = calls.ToDictionary();
        calls.Clear();
        return taken;
    }

    public void Clear()
    {
        foreach (var host in hosts.Values)
            host.Clear();
    }

    public async ValueTask DisposeAsync()
    {
        await stopping.CancelAsync();
        await app.DisposeAsync();
        stopping.Dispose();
    }

    SimulatedHost Of(HttpContext context) => hosts[context.Connection.LocalPort];

    Task CountAsync(HttpContext context, RequestDelegate next)
    {
        var path = context.Request.Path.Value!.Split('/', StringSplitOptions.RemoveEmptyEntries);
        var what = path is [var first, var last] ? $"{first}/{(last is "json" or "create" ? last : "…")}" : path is [var section, _, ..] ? $"{section}/…/{path[^1]}" : string.Join('/', path);
        calls.AddOrUpdate($"{context.Request.Method} {what}", 1, (_, count) => count + 1);
        return next(context);
    }

    void Map()
    {
        app.MapGet("/version", context => JsonAsync(context, new JsonObject { ["ApiVersion"] = "1.44", ["Version"] = "25.0.0" }));
        app.MapGet("/info", context => JsonAsync(context, new JsonObject
        {
            ["ID"] = Of(context).Identity, ["Containers"] = Of(context).ListContainers().Count, ["SystemTime"] = TimeProvider.System.GetUtcNow().ToString("O"),
        }));
        app.MapGet("/events", EventsAsync);
        app.MapGet("/containers/json", context => JsonAsync(context, Of(context).ListContainers()));
        app.MapGet("/containers/{id}/json", context => JsonAsync(context, Of(context).Inspect(Id(context))));
        app.MapPost("/containers/create", async context =>
            await JsonAsync(context, Of(context).CreateContainer(context.Request.Query["name"]!, await BodyAsync(context)) is { } id ? new JsonObject { ["Id"] = id, ["Warnings"] = new JsonArray() } : null, StatusCodes.Status201Created, StatusCodes.Status409Conflict));
        app.MapPost("/containers/{id}/{action}", context => ChangeAsync(context, $"{context.Request.RouteValues["action"]}"));
        app.MapDelete("/containers/{id}", context => ChangeAsync(context, "remove"));
        app.MapGet("/networks", context => JsonAsync(context, Of(context).ListNetworks()));
        app.MapPost("/networks/create", async context => await JsonAsync(context, new JsonObject { ["Id"] = Of(context).CreateNetwork(await BodyAsync(context)) }, StatusCodes.Status201Created));
        app.MapGet("/volumes", context => JsonAsync(context, new JsonObject { ["Volumes"] = new JsonArray() }));
        app.MapGet("/images/json", context => JsonAsync(context, new JsonArray(new JsonObject { ["Id"] = ImageId, ["RepoTags"] = new JsonArray(Image), ["RepoDigests"] = new JsonArray() })));
        app.MapGet("/images/{**name}", context => JsonAsync(context, new JsonObject { ["Id"] = ImageId, ["Config"] = new JsonObject() }));
    }

    static string Id(HttpContext context) => $"{context.Request.RouteValues["id"]}";

    static async Task<JsonObject> BodyAsync(HttpContext context) => (await JsonNode.ParseAsync(context.Request.Body))!.AsObject();

    async Task ChangeAsync(HttpContext context, string action)
    {
        var isThere = Of(context).Change(Id(context), action, $"{context.Request.Query["name"]}");
        await JsonAsync(context, isThere ? new JsonObject() : null, StatusCodes.Status204NoContent);
    }

    static async Task JsonAsync(HttpContext context, JsonNode? answer, int status = StatusCodes.Status200OK, int missing = StatusCodes.Status404NotFound)
    {
        context.Response.StatusCode = answer is null ? missing : status;
        context.Response.ContentType = "application/json";
        if (context.Response.StatusCode != StatusCodes.Status204NoContent)
            await context.Response.WriteAsync(answer?.ToJsonString() ?? """{"message":"no such thing, or its name is taken"}""");
    }

    async Task EventsAsync(HttpContext context)
    {
        const string Label = "com.docker.compose.project=";
        var filters = $"{context.Request.Query["filters"]}";
        var project = filters.IndexOf(Label, StringComparison.Ordinal) is >= 0 and var at ? filters[(at + Label.Length)..].Split('"')[0] : "";
        var channel = Of(context).Listen(project);
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(stopping.Token, context.RequestAborted);
        context.Response.ContentType = "application/json";
        try
        {
            await context.Response.Body.FlushAsync(ended.Token);
            await foreach (var line in channel.Reader.ReadAllAsync(ended.Token))
            {
                await context.Response.WriteAsync(line + "\n", ended.Token);
                await context.Response.Body.FlushAsync(ended.Token);
            }
        }
        catch (OperationCanceledException)
        {
            // It is over.
        }
        finally
        {
            Of(context).Leave(channel);
        }
    }
}
