using System.Globalization;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json.Nodes;

namespace HomeLab.Benchmarks.Fleet;

/// <summary>The fleet's simulated Cloudflare: its log, and a token for those that the fleet is compared with.</summary>
sealed class SimulatedCloudflare
{
    const string OursToken = "demo-lab-token-for-the-simulator-0000000";
    const string Peers = "peer";

    /// <summary>Everyone whose requests the log tells apart, the fleet first.</summary>
    static readonly string[] Credentials = ["fleet", Peers, "ddclient", "inadyn"];

    readonly HttpClient log;

    public SimulatedCloudflare(Uri simulators)
    {
        log = Http(simulators);
        Peer = Http(new Uri(simulators, "/cloudflare/client/v4/"));
        Peer.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", TokenOf(Peers));
    }

    /// <summary>Calls as a bare program would make them.</summary>
    public HttpClient Peer { get; }

    /// <summary>The zones besides <c>example.org</c>, each with room for many records.</summary>
    public static IReadOnlyDictionary<string, string?> Settings(IReadOnlyList<string> zones)
    {
        const string Root = "Simulators__Cloudflare__";
        var settings = new Dictionary<string, string?>
        {
            ["Simulators__RememberedRequests"] = "100000",
            [Root + "RateLimit"] = "1000000",
        };
        foreach (var (credential, i) in Credentials.Select((credential, i) => (credential, i)))
        {
            settings[string.Create(CultureInfo.InvariantCulture, $"{Root}Tokens__{i}__Name")] = credential;
            settings[string.Create(CultureInfo.InvariantCulture, $"{Root}Tokens__{i}__Secret")] = TokenOf(credential);
        }
        foreach (var (zone, i) in zones.Prepend("example.org").Select((zone, i) => (zone, i)))
        {
            settings[string.Create(CultureInfo.InvariantCulture, $"{Root}Zones__{i}__Name")] = zone;
            settings[string.Create(CultureInfo.InvariantCulture, $"{Root}Zones__{i}__Plan")] = "Enterprise";
            settings[string.Create(CultureInfo.InvariantCulture, $"{Root}Zones__{i}__RecordQuota")] = "10000";
        }
        return settings;
    }

    public static string TokenOf(string credential) => credential == Credentials[0] ? OursToken : $"token-of-{credential}-for-the-simulator".PadRight(40, '0');

    /// <summary>Requests of the fleet, or of its peer, oldest first.</summary>
    public async Task<IReadOnlyList<CloudflareCall>> CallsAsync(string credential = "fleet", bool? writes = null) =>
        (await log.GetFromJsonAsync<List<CloudflareCall>>($"_sim/requests?credential={credential}{(writes is { } w ? $"&writes={(w ? "true" : "false")}" : "")}"))!;

    public async Task ForgetCallsAsync() => (await log.DeleteAsync("_sim/requests")).EnsureSuccessStatusCode();

    public async Task<string> ZoneIdAsync(string zone) =>
        (string)(await Peer.GetFromJsonAsync<JsonNode>($"zones?name={zone}"))!["result"]![0]!["id"]!;

    public async Task<int> CountAsync(string zoneId)
    {
        var answer = await Peer.GetFromJsonAsync<JsonNode>($"zones/{zoneId}/dns_records?per_page=1");
        return (int)answer!["result_info"]!["total_count"]!;
    }

    static HttpClient Http(Uri address) => new(new SocketsHttpHandler()) { BaseAddress = address };
}
