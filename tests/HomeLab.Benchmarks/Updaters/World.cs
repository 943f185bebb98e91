using System.Net.Http.Json;
using System.Text.Json.Nodes;
using HomeLab.Benchmarks.Fleet;

namespace HomeLab.Benchmarks.Updaters;

/// <summary>The simulated Cloudflare and the detectors that all updaters share.</summary>
sealed class World(Uri simulators, SimulatedCloudflare cloudflare)
{
    readonly HttpClient http = new(new SocketsHttpHandler()) { BaseAddress = simulators };

    public Uri Simulators => simulators;

    public Uri Detector(string uplink, string path) => new(simulators, $"/addresses/{uplink}/{path}");

    public Task TurnAsync(string uplink, string address) => PutAsync(uplink, new { ipv4 = address, says = new Dictionary<string, string>() });

    /// <summary>From now on each of these detectors says this.</summary>
    public Task SayAsync(string uplink, string text, params string[] detectors) => PutAsync(uplink, new { says = detectors.ToDictionary(it => it, _ => text) });

    public async Task<int> ArmAsync(object rule)
    {
        using var response = await http.PostAsJsonAsync("_sim/faults", rule);
        response.EnsureSuccessStatusCode();
        return (int)(await response.Content.ReadFromJsonAsync<JsonNode>())!["id"]!;
    }

    public async Task DisarmAsync(int rule) => (await http.DeleteAsync($"_sim/faults/{rule}")).Dispose();

    public Task<string> ZoneIdAsync(Scenario scenario) => cloudflare.ZoneIdAsync(scenario.Zone);

    public async Task CreateAsync(Scenario scenario, string name, string content)
    {
        using var response = await cloudflare.Peer.PostAsJsonAsync(
            $"zones/{await ZoneIdAsync(scenario)}/dns_records", new { type = "A", name, content, ttl = 300, comment = "by hand" });
        response.EnsureSuccessStatusCode();
    }

    /// <summary>As somebody does who is neither of the updaters.</summary>
    public async Task ChangeAsync(Scenario scenario, string name, string content)
    {
        var zone = await ZoneIdAsync(scenario);
        var record = (await ListAsync(zone, name))[0]!;
        using var response = await cloudflare.Peer.PatchAsJsonAsync($"zones/{zone}/dns_records/{record["id"]}", new { content });
        response.EnsureSuccessStatusCode();
    }

    /// <summary>Where the name leads; null: there is no record.</summary>
    public async Task<string?> AddressAsync(Scenario scenario, string name) =>
        string.Join(" and ", (await ListAsync(await ZoneIdAsync(scenario), name)).Select(it => (string?)it!["content"])) is { Length: > 0 } address ? address : null;

    public async Task<bool> HoldsAsync(Scenario scenario, IUpdater updater, string address)
    {
        foreach (var host in scenario.Hosts(updater))
        {
            if (await AddressAsync(scenario, host) != address)
            {
                return false;
            }
        }
        return true;
    }

    /// <summary>The updater's requests to Cloudflare since the sequence.</summary>
    public async Task<IReadOnlyList<CloudflareCall>> CallsAsync(IUpdater updater, long after) =>
        [.. (await cloudflare.CallsAsync(updater.Credential)).Where(call => call.Sequence > after)];

    /// <summary>Questions to one of an uplink's detectors since the sequence.</summary>
    public async Task<IReadOnlyList<CloudflareCall>> QuestionsAsync(string uplink, long after, string detector = "page") =>
        (await http.GetFromJsonAsync<List<CloudflareCall>>($"_sim/requests?system=addresses&path=/{uplink}/{detector}&after={after}"))!;

    public async Task<long> SequenceAsync() =>
        (await http.GetFromJsonAsync<List<CloudflareCall>>("_sim/requests?limit=1"))!.FirstOrDefault()?.Sequence ?? 0;

    async Task<JsonArray> ListAsync(string zone, string name) =>
        (await cloudflare.Peer.GetFromJsonAsync<JsonNode>($"zones/{zone}/dns_records?type=A&name={name}"))!["result"]!.AsArray();

    async Task PutAsync(string uplink, object state)
    {
        using var response = await http.PutAsJsonAsync($"_sim/addresses/{uplink}", state);
        response.EnsureSuccessStatusCode();
    }
}
