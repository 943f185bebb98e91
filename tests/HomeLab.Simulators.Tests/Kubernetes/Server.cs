using System.Text;
using System.Text.Json.Nodes;

namespace HomeLab.Simulators.Tests.Kubernetes;

/// <summary>A simulated API server, and a client that knows HTTP and JSON.</summary>
sealed class Server : IAsyncDisposable
{
    readonly HttpClient http;

    Server(SimulatorHost host)
    {
        Host = host;
        http = new HttpClient(new SocketsHttpHandler()) { BaseAddress = new Uri(host.Kubernetes() + "/") };
    }

    public SimulatorHost Host { get; }

    public static async Task<Server> StartAsync(params (string Key, string? Value)[] settings) => new(await SimulatorHost.StartAsync(settings));

    public async Task<(int Status, JsonNode Body)> SendAsync(string method, string path, string? body = null, string type = "application/json", string? token = null)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), path);
        if (body is not null)
            request.Content = new StringContent(body, Encoding.UTF8, type);
        if (token is not null)
            request.Headers.TryAddWithoutValidation("Authorization", $"Bearer {token}");
        using var response = await http.SendAsync(request);
        return ((int)response.StatusCode, JsonNode.Parse(await response.Content.ReadAsStringAsync())!);
    }

    public async Task<JsonNode> DoAsync(string method, string path, string? body = null, string type = "application/json")
    {
        var (status, answer) = await SendAsync(method, path, body, type);
        Assert.True(status is 200 or 201, answer.ToJsonString());
        return answer;
    }

    public Task<JsonNode> ApplyAsync(string path, string manager, string body) => DoAsync("PATCH", $"{path}?fieldManager={manager}", body, "application/apply-patch+yaml");

    public Task<Stream> WatchAsync(string path) => http.GetStreamAsync(path);

    public async Task ControlAsync(string path, string? body = null)
    {
        using var content = body is null ? null : new StringContent(body, Encoding.UTF8, "application/json");
        using var response = await http.PostAsync(new Uri(Host.BaseAddress, $"/_sim/kubernetes/demo/{path}"), content);
        Assert.True(response.IsSuccessStatusCode, await response.Content.ReadAsStringAsync());
    }

    public async ValueTask DisposeAsync()
    {
        http.Dispose();
        await Host.DisposeAsync();
    }
}
