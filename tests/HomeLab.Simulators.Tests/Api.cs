using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;

namespace HomeLab.Simulators.Tests;

/// <summary>A client that knows HTTP and JSON, and nothing of Cloudflare but where it is.</summary>
sealed class Api : IAsyncDisposable
{
    public const string EditToken = "edit-token-of-the-tests";

    readonly HttpClient http;

    Api(SimulatorHost host)
    {
        Host = host;
        http = new HttpClient(new SocketsHttpHandler()) { BaseAddress = host.Cloudflare };
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", EditToken);
    }

    public SimulatorHost Host { get; }

    public HttpClient Http => http;

    public string ZoneId { get; private set; } = "";

    public string Records => $"zones/{ZoneId}/dns_records";

    /// <summary>One zone, <c>example.com</c>, without records, and a token that may edit it.</summary>
    public static async Task<Api> StartAsync(params (string Key, string? Value)[] settings)
    {
        (string, string?)[] seed =
        [
            ("Simulators:Cloudflare:Zones:0:Name", "example.com"),
            ("Simulators:Cloudflare:Tokens:0:Name", "editor"),
            ("Simulators:Cloudflare:Tokens:0:Secret", EditToken),
        ];
        var api = new Api(await SimulatorHost.StartAsync([.. seed, .. settings]));
        api.ZoneId = await api.ZoneIdAsync("example.com");
        return api;
    }

    public async Task<string> ZoneIdAsync(string name) =>
        (await SendAsync("GET", $"zones?name={name}")).Result!.AsArray()[0]!["id"]!.GetValue<string>();

    public Task<Answer> GetAsync(string path) => SendAsync("GET", path);

    public Task<Answer> PostAsync(string path, object body) => SendAsync("POST", path, body);

    public async Task<JsonNode> CreateAsync(object record)
    {
        var answer = await PostAsync(Records, record);
        Assert.True(answer.Status == 200, answer.Text);
        return answer.Result!;
    }

    public async Task<Answer> SendAsync(string method, string path, object? body = null, string? token = null)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), path);
        if (body is not null)
            request.Content = body as HttpContent ?? new StringContent(
                body as string ?? System.Text.Json.JsonSerializer.Serialize(body), Encoding.UTF8, "application/json");
        if (token is not null)
            request.Headers.TryAddWithoutValidation("Authorization", token);
        using var response = await http.SendAsync(request);
        var text = await response.Content.ReadAsStringAsync();
        var isJson = response.Content.Headers.ContentType?.MediaType == "application/json";
        var headers = response.Headers.ToDictionary(header => header.Key, header => string.Join(",", header.Value), StringComparer.OrdinalIgnoreCase);
        return new Answer((int)response.StatusCode, text, isJson ? JsonNode.Parse(text) : null, headers);
    }

    /// <summary>To <c>/_sim/…</c> and the page.</summary>
    public Task<Answer> ControlAsync(string method, string path, object? body = null) =>
        SendAsync(method, new Uri(Host.BaseAddress, path).ToString(), body);

    public async ValueTask DisposeAsync()
    {
        http.Dispose();
        await Host.DisposeAsync();
    }
}

sealed record Answer(int Status, string Text, JsonNode? Json, IReadOnlyDictionary<string, string> Headers)
{
    public JsonNode? Result => Json!["result"];

    public int Code => Json!["errors"]![0]!["code"]!.GetValue<int>();

    public int Cause => Json!["errors"]![0]!["error_chain"]![0]!["code"]!.GetValue<int>();
}
