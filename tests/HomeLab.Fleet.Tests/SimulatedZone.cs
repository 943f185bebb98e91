using System.Net.Http.Json;
using System.Text.Json.Nodes;
using HomeLab.Testing;

namespace HomeLab.Fleet.Tests;

/// <summary>One zone of the simulated Cloudflare, seen as somebody else with a token would see it.</summary>
public sealed class SimulatedZone
{
    public const string DemoToken = "demo-lab-token-for-the-simulator-0000000";
    readonly HttpClient http;
    readonly Uri simulators;

    SimulatedZone(HttpClient http, Uri simulators) => (this.http, this.simulators) = (http, simulators);

    string Id { get; init; } = "";

    /// <summary>By which the fleet may write in it, and anybody here.</summary>
    public static string Token => DemoToken;

    public static async Task<SimulatedZone> FindAsync(Uri simulators, string name)
    {
#pragma warning disable RS0030 // A test has no factory, and one client a fleet.
        var http = new HttpClient { BaseAddress = new Uri(simulators, "/cloudflare/client/v4/") };
#pragma warning restore RS0030
        http.DefaultRequestHeaders.Authorization = new("Bearer", DemoToken);
        var zones = await http.GetFromJsonAsync<JsonNode>($"zones?name={name}");
        return new SimulatedZone(http, simulators) { Id = (string)zones!["result"]![0]!["id"]! };
    }

    public async Task<IReadOnlyList<JsonNode>> RecordsAsync()
    {
        var answer = await http.GetFromJsonAsync<JsonNode>($"zones/{Id}/dns_records?per_page=5000");
        return [.. answer!["result"]!.AsArray().OfType<JsonNode>()];
    }

    public async Task<JsonNode?> RecordAsync(string name) => (await RecordsAsync()).SingleOrDefault(r => (string?)r["name"] == name);

    public Task AppearsAsync(string name) => EventuallyAsync(async () => await RecordAsync(name) is not null, $"{name} appears");

    public Task DisappearsAsync(string name) => EventuallyAsync(async () => await RecordAsync(name) is null, $"{name} disappears");

    /// <summary>Looks twice a second: the simulator has the real one's budget of calls, and the fleet shares it.</summary>
    static Task EventuallyAsync(Func<Task<bool>> condition, string message) =>
        Eventually.TrueAsync(condition, message, TimeSpan.FromMinutes(2), TimeSpan.FromMilliseconds(500));

    public async Task CreateAsync(object record) =>
        (await http.PostAsJsonAsync($"zones/{Id}/dns_records", record)).EnsureSuccessStatusCode();

    /// <summary>Turns the simulators' clock, by which tokens expire.</summary>
    public async Task AdvanceAsync(TimeSpan time) =>
        (await http.PostAsJsonAsync(new Uri(simulators, "/_sim/clock"), new { advanceSeconds = time.TotalSeconds })).EnsureSuccessStatusCode();

    /// <summary>Writes that reached the simulator since it started, whoever made them.</summary>
    public async Task<int> WritesAsync() =>
        (await http.GetFromJsonAsync<JsonArray>(new Uri(simulators, "/_sim/requests?writes=true")))!.Count;
}
