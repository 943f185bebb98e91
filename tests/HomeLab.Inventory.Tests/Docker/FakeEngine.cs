using HomeLab.Testing.Servers;
using System.Collections.Concurrent;
using System.Security.Cryptography.X509Certificates;
using System.Text.Json;
using System.Threading.Channels;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Https;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace HomeLab.Inventory.Tests.Docker;

/// <summary>What an engine can do to an observer.</summary>
public enum Misbehaviour
{
    None,
    ServerError,
    Unauthorized,
    Forbidden,
    NotFound,
    TooManyRequests,
    Hangs,
    CutsLists,
    LeavesOut,

    /// <summary>Lists are empty; it still counts what there is.</summary>
    ListsNothing,

    /// <summary>Gives the same old answers again, as from a cache: of a time before the last container was there.</summary>
    Repeats,
    Nonsense,
}

/// <summary>A Docker Engine over HTTP that says what a test wants it to, and misbehaves on demand.</summary>
sealed class FakeEngine : IAsyncDisposable
{
    readonly WebApplication app;
    readonly ConcurrentDictionary<Channel<string>, bool> listeners = new();
    readonly ConcurrentDictionary<string, FakeContainer> containers = new();
    CancellationTokenSource streams = new();

    readonly string? socket;
    string? repeatedTime;

    FakeEngine(WebApplication app, string? socket) => (this.app, this.socket) = (app, socket);

    public string Id { get; set; } = "engine-1";

    public Misbehaviour Misbehaviour { get; set; }

    /// <summary>How many streams of events are open.</summary>
    public int Listeners => listeners.Count;

    public int Lists { get; private set; }

    public string Endpoint => socket is not null ? "unix://" + socket : app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single()
        .Replace("https://", "tcp://", StringComparison.Ordinal).Replace("http://", "tcp://", StringComparison.Ordinal);

    /// <param name="certificate">Makes it speak TLS, and only with clients that present a certificate.</param>
    /// <param name="socket">Path of a socket to listen at instead.</param>
    public static async Task<FakeEngine> StartAsync(int port = 0, X509Certificate2? certificate = null, string? socket = null)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseKestrelHttpsConfiguration().ConfigureKestrel(kestrel =>
        {
            if (socket is not null)
            {
                kestrel.ListenUnixSocket(socket);
                return;
            }
            kestrel.Listen(OwnLoopback.Address, port, listen =>
            {
                if (certificate is null)
                    return;
                listen.UseHttps(certificate, https =>
                {
                    https.ClientCertificateMode = ClientCertificateMode.RequireCertificate;
                    https.AllowAnyClientCertificate();
                });
            });
        });
        var app = builder.Build();
        var engine = new FakeEngine(app, socket);
        app.MapGet("/info", engine.InfoAsync);
        app.MapGet("/containers/json", engine.ListAsync);
        app.MapGet("/containers/{id}/json", engine.InspectAsync);
        app.MapGet("/events", engine.EventsAsync);
        app.MapGet("/volumes", engine.VolumesAsync);
        app.MapGet("/volumes/{name}", engine.VolumeAsync);
        app.MapGet("/services", engine.ServicesAsync);
        app.MapGet("/services/{id}", engine.ServiceAsync);
        await app.StartAsync();
        return engine;
    }

    /// <summary>Names of volumes that it lists; null: a proxy before it keeps them from everybody.</summary>
    public IReadOnlyList<string>? Volumes { get; set; }

    /// <summary>A volume that is there and that its list leaves out.</summary>
    public string? UnlistedVolume { get; set; }

    /// <summary>The swarm that it manages; null: none, and then it knows no services.</summary>
    public string? Swarm { get; set; }

    /// <summary>Services of its swarm, by name; a list leaves out those that are said to be unlisted.</summary>
    public ConcurrentDictionary<string, FakeService> Services { get; } = new();

    /// <summary>What it says of containers in its lists: <c>Up 2 hours (unhealthy)</c>.</summary>
    public string Status { get; set; } = "Up 2 hours";

    /// <summary>Lists go on saying that what has stopped is running, as a real engine's do for a moment.</summary>
    public bool ListsLag { get; set; }

    public void Run(string id, string name, Dictionary<string, string> labels)
    {
        containers[id] = new FakeContainer(id, name, "running", labels);
        Announce(id, "create");
        Announce(id, "start");
    }

    public void Stop(string id)
    {
        containers[id] = containers[id] with { State = "exited" };
        Announce(id, "die");
        Announce(id, "stop");
    }

    public void Remove(string id, bool isAnnounced = true)
    {
        containers.Remove(id, out var removed);
        if (isAnnounced)
            Announce(removed!, "destroy");
    }

    /// <summary>Ends every stream of events, as a daemon that restarts does.</summary>
    public void EndStreams()
    {
        var ended = Interlocked.Exchange(ref streams, new CancellationTokenSource());
        ended.Cancel();
    }

    public async ValueTask DisposeAsync()
    {
        EndStreams();
        await app.DisposeAsync();
    }

    void Announce(string id, string action) => Announce(containers[id], action);

    void Announce(FakeContainer container, string action)
    {
        var line = JsonSerializer.Serialize(new
        {
            Type = "container",
            Action = action,
            Actor = new { ID = container.Id, Attributes = new Dictionary<string, string> { ["name"] = container.Name } },
            time = 1_700_000_000L,
            timeNano = 1_700_000_000_000_000_001L,
        });
        foreach (var listener in listeners.Keys)
            listener.Writer.TryWrite(line);
    }

    async Task InfoAsync(HttpContext context)
    {
        if (!await MisbehavesAsync(context))
            await context.Response.WriteAsJsonAsync(new { ID, Containers = Misbehaviour == Misbehaviour.Repeats ? containers.Count - 1 : containers.Count, SystemTime, Swarm = SwarmInfo }, Plain);
    }

    async Task ListAsync(HttpContext context)
    {
        Lists++;
        if (await MisbehavesAsync(context))
            return;
        var listed = containers.Values.Skip(Left).Select(it => new
        {
            it.Id,
            Names = new[] { "/" + it.Name },
            Image = "homelab-test:1",
            State = ListsLag ? "running" : it.State,
            Status,
            it.Labels,
            Created = 1_700_000_000L,
        });
        var json = JsonSerializer.SerializeToUtf8Bytes(listed, Plain);
        context.Response.ContentType = "application/json";
        if (Misbehaviour != Misbehaviour.CutsLists)
        {
            await context.Response.Body.WriteAsync(json);
            return;
        }
        context.Response.ContentLength = json.Length;
        await context.Response.Body.WriteAsync(json.AsMemory(0, json.Length / 2));
        await context.Response.Body.FlushAsync();
        context.Abort();
    }

    async Task InspectAsync(HttpContext context, string id)
    {
        if (await MisbehavesAsync(context))
            return;
        context.Response.StatusCode = containers.TryGetValue(id, out var container) ? 200 : 404;
        object answer = container is null ? new { message = "No such container" } : new { container.Id, State = new { Status = container.State } };
        await context.Response.WriteAsJsonAsync(answer, Plain);
    }

    async Task EventsAsync(HttpContext context)
    {
        if (await MisbehavesAsync(context))
            return;
        var channel = Channel.CreateUnbounded<string>();
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(streams.Token, context.RequestAborted);
        context.Response.ContentType = "application/json";
        await context.Response.Body.FlushAsync();
        listeners[channel] = true;
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

    async Task VolumesAsync(HttpContext context)
    {
        if (await MisbehavesAsync(context))
            return;
        if (Volumes is not { } names)
        {
            context.Response.StatusCode = 403;
            await context.Response.WriteAsync("{\"message\":\"not for you\"}");
            return;
        }
        await context.Response.WriteAsJsonAsync(new { Volumes = names.Select(it => new { Name = it, Driver = "local" }) }, Plain);
    }

    async Task VolumeAsync(HttpContext context, string name)
    {
        if (await MisbehavesAsync(context))
            return;
        var isThere = name == UnlistedVolume || Volumes?.Contains(name) == true;
        context.Response.StatusCode = isThere ? 200 : 404;
        await context.Response.WriteAsJsonAsync<object>(isThere ? new { Name = name, Driver = "local" } : new { message = "no such volume" }, Plain);
    }

    object SwarmInfo => Swarm is { } swarm
        ? new { NodeID = "node-1", LocalNodeState = "active", ControlAvailable = true, Cluster = new { ID = swarm } }
        : new { NodeID = "", LocalNodeState = "inactive", ControlAvailable = false };

    async Task ServicesAsync(HttpContext context)
    {
        if (!await MisbehavesAsync(context) && await ManagesAsync(context))
            await context.Response.WriteAsJsonAsync(Services.Where(it => it.Value.IsListed).Select(it => Of(it.Key, it.Value)), Plain);
    }

    async Task ServiceAsync(HttpContext context, string id)
    {
        if (await MisbehavesAsync(context) || !await ManagesAsync(context))
            return;
        var found = Services.Where(it => id == $"id-of-{it.Key}").Select(it => Of(it.Key, it.Value)).FirstOrDefault();
        context.Response.StatusCode = found is null ? 404 : 200;
        await context.Response.WriteAsJsonAsync(found ?? new { message = $"service {id} not found" }, Plain);
    }

    async Task<bool> ManagesAsync(HttpContext context)
    {
        if (Swarm is not null)
            return true;
        context.Response.StatusCode = 503;
        await context.Response.WriteAsync("{\"message\":\"This node is not a swarm manager.\"}");
        return false;
    }

    /// <summary>As in https://docs.docker.com/reference/api/engine/version/v1.43/#tag/Service/operation/ServiceList.</summary>
    static object Of(string name, FakeService service) => new
    {
        ID = $"id-of-{name}",
        Version = new { Index = 19 },
        CreatedAt = "2026-06-07T21:05:51.880065305Z",
        UpdatedAt = "2026-06-07T21:07:29.962229872Z",
        Spec = new
        {
            Name = name,
            service.Labels,
            TaskTemplate = new { ContainerSpec = new { Image = "homelab-test:1@sha256:0123" }, Networks = Array.Empty<object>() },
            Mode = new { Replicated = new { service.Replicas } },
        },
        Endpoint = new { Spec = new { } },
    };

    async Task<bool> MisbehavesAsync(HttpContext context)
    {
        switch (Misbehaviour)
        {
            case Misbehaviour.ServerError or Misbehaviour.Unauthorized or Misbehaviour.Forbidden or Misbehaviour.NotFound or Misbehaviour.TooManyRequests:
                context.Response.StatusCode = Misbehaviour switch
                {
                    Misbehaviour.ServerError => 500,
                    Misbehaviour.Unauthorized => 401,
                    Misbehaviour.Forbidden => 403,
                    Misbehaviour.NotFound => 404,
                    _ => 429,
                };
                await context.Response.WriteAsync("{\"message\":\"no\"}");
                return true;
            case Misbehaviour.Nonsense:
                await context.Response.WriteAsync("<html>welcome</html>");
                return true;
            case Misbehaviour.Hangs:
                await Task.Delay(Timeout.Infinite, context.RequestAborted).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
                return true;
            default:
                return false;
        }
    }

    string ID => Id;

    int Left => Misbehaviour switch
    {
        Misbehaviour.LeavesOut or Misbehaviour.Repeats => 1,
        Misbehaviour.ListsNothing => int.MaxValue,
        _ => 0,
    };

    /// <summary>A clock that goes on, unless its answers are old ones.</summary>
    string SystemTime
    {
        get
        {
            var now = TimeProvider.System.GetUtcNow().ToString("O");
            return repeatedTime = Misbehaviour == Misbehaviour.Repeats ? repeatedTime ?? now : now;
        }
    }

    static readonly JsonSerializerOptions Plain = new();

    sealed record FakeContainer(string Id, string Name, string State, Dictionary<string, string> Labels);
}

/// <summary>A service of a swarm.</summary>
sealed record FakeService(Dictionary<string, string> Labels, int Replicas = 1, bool IsListed = true);
