using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using HomeLab.Simulators.Komodo.Seeds;
using HomeLab.Testing;

namespace HomeLab.Simulators.Tests.Komodo;

/// <summary>A Core with two servers and no stacks, and a client that knows HTTP and JSON and nothing of Komodo.</summary>
sealed class Core : IAsyncDisposable
{
    public const string Nginx = "services:\n  web:\n    image: nginx:1.27\n";

    readonly HttpClient http = new(new SocketsHttpHandler());

    Core(SimulatorHost host) => Host = host;

    public SimulatorHost Host { get; }

    public static async Task<Core> StartAsync(params (string Key, string? Value)[] settings)
    {
        (string, string?)[] seed =
        [
            ("Simulators:Komodo:Cores:0:Name", "lab"), ("Simulators:Komodo:DeploySeconds", "0"),
            ("Simulators:Komodo:Cores:0:Servers:0:Name", "nas"), ("Simulators:Komodo:Cores:0:Servers:1:Name", "pi"),
            ("Simulators:Komodo:Cores:0:Keys:0:Name", "homelab"), ("Simulators:Komodo:Cores:0:Keys:0:Key", DemoCore.Key), ("Simulators:Komodo:Cores:0:Keys:0:Secret", DemoCore.Secret),
            ("Simulators:Komodo:Cores:0:Keys:1:Name", "guest"), ("Simulators:Komodo:Cores:0:Keys:1:Key", "K-guest"), ("Simulators:Komodo:Cores:0:Keys:1:Secret", "S-guest"),
            ("Simulators:Komodo:Cores:0:Keys:1:IsAdmin", "false"), ("Simulators:Komodo:Cores:0:Keys:1:ReadsAll:0", "Stack"), ("Simulators:Komodo:Cores:0:Keys:1:Executes:0", "Stack/allowed"),
        ];
        return new Core(await SimulatorHost.StartAsync([.. seed.Where(it => settings.All(setting => setting.Key != it.Item1)), .. settings]));
    }

    public async Task<(int Status, JsonNode Body)> SendAsync(string group, string type, object parameters, string key = DemoCore.Key, string secret = DemoCore.Secret)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(Host.BaseAddress, $"/komodo/lab/{group}/{type}")) { Content = Json(parameters) };
        request.Headers.Add("X-Api-Key", key);
        request.Headers.Add("X-Api-Secret", secret);
        using var response = await http.SendAsync(request);
        return ((int)response.StatusCode, JsonNode.Parse(await response.Content.ReadAsStringAsync())!);
    }

    /// <summary>The result of what must be a success.</summary>
    public async Task<JsonNode> CallAsync(string group, string type, object parameters)
    {
        var (status, body) = await SendAsync(group, type, parameters);
        Assert.True(status == 200, $"{type}: {body}");
        return body;
    }

    public Task<JsonNode> ReadAsync(string type, object parameters) => CallAsync("read", type, parameters);

    public Task<JsonNode> WriteAsync(string type, object parameters) => CallAsync("write", type, parameters);

    public Task<JsonNode> CreateAsync(string name, object config) => WriteAsync("CreateStack", new { name, config });

    /// <summary>Carries something out and waits for the end of its update.</summary>
    public async Task<JsonNode> RunAsync(string type, object parameters) => await EndAsync(await CallAsync("execute", type, parameters));

    public async Task<JsonNode> EndAsync(JsonNode begun)
    {
        var id = (string)begun["_id"]!["$oid"]!;
        var update = begun;
        await Eventually.TrueAsync(async () => (string?)(update = await ReadAsync("GetUpdate", new { id }))["status"] == "Complete", "the update is complete");
        return update;
    }

    public async Task<JsonNode> StackAsync(string name) => await ReadAsync("GetStack", new { stack = name });

    public async Task<string> StateAsync(string name) => (string)(await ReadAsync("ListStacks", new { query = new { names = new[] { name } } }))[0]!["info"]!["state"]!;

    public async Task<IReadOnlyList<string>> ContainersAsync(string server) =>
        [.. (await ReadAsync("ListDockerContainers", new { server })).AsArray().Select(it => (string)it!["name"]!)];

    /// <summary>To <c>/_sim/komodo/lab/…</c>.</summary>
    public async Task<JsonNode?> ControlAsync(string method, string path, object? body = null)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), new Uri(Host.BaseAddress, $"/_sim/komodo/lab/{path}")) { Content = body is null ? null : Json(body) };
        using var response = await http.SendAsync(request);
        var text = await response.Content.ReadAsStringAsync();
        Assert.True(response.IsSuccessStatusCode, $"{(int)response.StatusCode} {text}");
        return text.Length == 0 ? null : JsonNode.Parse(text);
    }

    static StringContent Json(object body) => new(JsonSerializer.Serialize(body), Encoding.UTF8, "application/json");

    public async ValueTask DisposeAsync()
    {
        http.Dispose();
        await Host.DisposeAsync();
    }
}
