using System.Net.Http.Json;
using System.Net.Sockets;
using System.Text.Json.Nodes;
using HomeLab.NativeServers;
using HomeLab.Testing.Docker;

namespace HomeLab.Benchmarks.EventToCall;

/// <summary>A Docker engine whose containers are made and never run: their making is an event like any other.</summary>
sealed class BenchEngine : IAsyncDisposable
{
    readonly DockerEngine engine;

    BenchEngine(DockerEngine engine, string image)
    {
        (this.engine, Image) = (engine, image);
        Http = Connect(engine.Endpoint);
    }

    public Uri Endpoint => engine.Endpoint;

    public HttpClient Http { get; }

    string Image { get; }

    public static async Task<BenchEngine> StartAsync()
    {
        var engine = await DockerEngine.StartAsync();
        return new BenchEngine(engine, await TestImage.ImportAsync(engine.Endpoint));
    }

    public static HttpClient Connect(Uri endpoint) => new(new SocketsHttpHandler
    {
        ConnectCallback = async (_, cancellationToken) =>
        {
            var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
            await socket.ConnectAsync(new UnixDomainSocketEndPoint(endpoint.LocalPath), cancellationToken);
            return new NetworkStream(socket, ownsSocket: true);
        },
    })
    {
        BaseAddress = new Uri("http://docker/"),
    };

    /// <summary>Makes a container that asks for a name.</summary>
    /// <returns>When the engine says that it made it.</returns>
    public async Task<DateTimeOffset> CreateAsync(string name)
    {
        var before = TimeProvider.System.GetUtcNow();
        using var response = await Http.PostAsJsonAsync($"containers/create?name={name}", new
        {
            Image,
            Labels = new Dictionary<string, string>
            {
                ["traefik.enable"] = "true", [$"traefik.http.routers.{name}.rule"] = $"Host(`{name}.example.org`)",
            },
        });
        response.EnsureSuccessStatusCode();
        return await CreatedAtAsync(name, before);
    }

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        await engine.DisposeAsync();
    }

    async Task<DateTimeOffset> CreatedAtAsync(string name, DateTimeOffset since)
    {
        var filters = Uri.EscapeDataString($$"""{"container":["{{name}}"],"event":["create"]}""");
        var until = TimeProvider.System.GetUtcNow().AddSeconds(1);
        var line = await Http.GetStringAsync($"events?since={since.ToUnixTimeSeconds() - 1}&until={until.ToUnixTimeSeconds()}&filters={filters}");
        var nanoseconds = (long)JsonNode.Parse(line.Split('\n')[0])!["timeNano"]!;
        return DateTimeOffset.UnixEpoch.AddTicks(nanoseconds / 100);
    }
}
