using System.Net.Http.Json;
using System.Text.Json;

namespace HomeLab.Crash.Checking;

/// <summary>Reads what the simulated provider says: its zone, and what became of each write.</summary>
sealed class OutsideBooks(HttpClient http, Uri simulators)
{
    const string Token = "demo-lab-token-for-the-simulator-0000000";

    public async Task<IReadOnlyList<JsonElement>> ZoneAsync()
    {
        var zone = (await GetAsync("zones?name=example.org")).GetProperty("result")[0].GetProperty("id").GetString();
        return [.. (await GetAsync($"zones/{zone}/dns_records?per_page=5000")).GetProperty("result").EnumerateArray()];
    }

    public async Task<IReadOnlyList<Effect>> EffectsAsync()
    {
        var requests = await http.GetFromJsonAsync<JsonElement>(new Uri(simulators, "/_sim/requests?applied=true"));
        return [.. requests.EnumerateArray().SelectMany(request =>
            request.GetProperty("effects").EnumerateArray().Select(effect => Read(request.GetProperty("sequence").GetInt64(), effect)))];
    }

    static Effect Read(long sequence, JsonElement effect)
    {
        // Type, name and content in words, with a remark behind where it is proxied, which nothing here is.
        var words = effect.GetProperty("object").GetString()!.Split(' ', 3);
        var content = words[0] == "TXT" ? words[2].Trim('"') : words[2];
        var comment = effect.TryGetProperty("comment", out var text) ? text.GetString() ?? "" : "";
        return new Effect(
            sequence, effect.GetProperty("action").GetString()!, effect.GetProperty("id").GetString()!, new RecordState(words[1], words[0], content, comment));
    }

    async Task<JsonElement> GetAsync(string path)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(simulators, "/cloudflare/client/v4/" + path));
        request.Headers.Authorization = new("Bearer", Token);
        using var answer = await http.SendAsync(request);
        return await answer.EnsureSuccessStatusCode().Content.ReadFromJsonAsync<JsonElement>();
    }
}
