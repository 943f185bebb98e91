using System.Collections.Concurrent;
using System.Text.Json;
using System.Threading.Channels;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace HomeLab.Benchmarks.Sources;

/// <summary>A Docker engine that only lists and tells: ten real ones with a thousand containers are no matter of a quiet machine.</summary>
sealed class ListedEngine : IAsyncDisposable
{
    /// <summary>The container that is stopped and started, by project and service.</summary>
    public const string Changed = "project0/service0";

    static readonly JsonSerializerOptions Plain = new();
    readonly ConcurrentDictionary<Channel<string>, bool> listeners = new();
    readonly CancellationTokenSource stopping = new();
    readonly int number;
    readonly int containers;
    readonly WebApplication app;
    volatile bool isRunning = true;

    ListedEngine(int number, int containers)
    {
        (this.number, this.containers) = (number, containers);
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        app = builder.Build();
        app.MapGet("/info", context => context.Response.WriteAsJsonAsync(
            new { ID = $"engine-{number}", Containers = containers, SystemTime = TimeProvider.System.GetUtcNow().ToString("O") }, Plain));
        app.MapGet("/containers/json", context => context.Response.WriteAsJsonAsync(Enumerable.Range(0, containers).Select(Container), Plain));
        app.MapGet("/containers/{id}/json", (HttpContext context, string id) => context.Response.WriteAsJsonAsync(new { Id = id, State = new { Status = State } }, Plain));
        app.MapGet("/events", EventsAsync);
    }

    public Uri Address => new(app.Urls.First());

    string State => isRunning ? "running" : "exited";

    public static async Task<ListedEngine> StartAsync(int number, int containers)
    {
        var engine = new ListedEngine(number, containers);
        await engine.app.StartAsync();
        return engine;
    }

    /// <summary>Stops the one container, or starts it.</summary>
    public void Turn()
    {
        isRunning = !isRunning;
        var nanoseconds = (TimeProvider.System.GetUtcNow() - DateTimeOffset.UnixEpoch).Ticks * 100;
        var line = JsonSerializer.Serialize(
            new
            {
                Type = "container",
                Action = isRunning ? "start" : "die",
                Actor = new { ID = Id(0), Attributes = new Dictionary<string, string> { ["name"] = "project0-service0-1" } },
                time = nanoseconds / 1_000_000_000,
                timeNano = nanoseconds,
            },
            Plain);
        foreach (var listener in listeners.Keys)
            listener.Writer.TryWrite(line);
    }

    public async ValueTask DisposeAsync()
    {
        await stopping.CancelAsync();
        await app.DisposeAsync();
        stopping.Dispose();
    }

    string Id(int container) => $"{number:x8}{container:x56}";

    /// <summary>With as many labels as one of a Compose project behind Traefik has.</summary>
    object Container(int container)
    {
        var (project, service) = ($"project{container / 4}", $"service{container % 4}");
        var name = $"{project}-{service}-1";
        return new
        {
            Id = Id(container),
            Names = new[] { "/" + name },
            Image = $"ghcr.io/example/{service}:1.{container}.0",
            State = container == 0 ? State : "running",
            Created = 1_700_000_000L,
            Labels = new Dictionary<string, string>
            {
                ["com.docker.compose.project"] = project,
                ["com.docker.compose.service"] = service,
                ["com.docker.compose.container-number"] = "1",
                ["com.docker.compose.project.config_files"] = $"/srv/{project}/compose.yaml",
                ["org.opencontainers.image.title"] = service,
                ["org.opencontainers.image.version"] = $"1.{container}.0",
                ["traefik.enable"] = "true",
                [$"traefik.http.routers.{name}.rule"] = $"Host(`{name}.engine{number}.example.org`)",
            },
            Mounts = new[] { new { Type = "volume", Name = $"{project}_data", Source = $"/var/lib/docker/volumes/{project}_data/_data", Destination = "/data" } },
            Ports = new[] { new { PrivatePort = 80, PublicPort = 8000 + container, Type = "tcp" } },
            NetworkSettings = new { Networks = new Dictionary<string, object> { [$"{project}_default"] = new { IPAddress = $"172.20.{container / 4}.{container % 4 + 2}" } } },
        };
    }

    async Task EventsAsync(HttpContext context)
    {
        var channel = Channel.CreateUnbounded<string>();
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(stopping.Token, context.RequestAborted);
        context.Response.ContentType = "application/json";
        listeners[channel] = true;
        await context.Response.Body.FlushAsync();
        try
        {
            await foreach (var line in channel.Reader.ReadAllAsync(ended.Token))
            {
                await context.Response.WriteAsync(line + "\n", ended.Token);
                await context.Response.Body.FlushAsync(ended.Token);
            }
        }
        catch (OperationCanceledException)
        {
        }
        finally
        {
            listeners.TryRemove(channel, out _);
        }
    }
}
