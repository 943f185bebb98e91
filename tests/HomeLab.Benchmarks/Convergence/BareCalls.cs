using System.Net.Http.Json;
using System.Text.Json.Nodes;
using HomeLab.Benchmarks.Fleet;

namespace HomeLab.Benchmarks.Convergence;

/// <summary>The calls without which no program can fill a zone, one after the other; remembers and checks nothing.</summary>
static class BareCalls
{
    public static async Task WriteAsync(SimulatedCloudflare cloudflare, string zone, int records)
    {
        var id = await cloudflare.ZoneIdAsync(zone);
        await cloudflare.Peer.GetFromJsonAsync<JsonNode>($"zones/{id}/dns_records?per_page=5000");
        foreach (var chunk in Enumerable.Range(0, records).Chunk(200))
        {
            var posts = chunk.Select(i => new { type = "A", name = $"host-{i}.{zone}", content = $"192.0.2.{i % 250}", comment = "bare" });
            using var response = await cloudflare.Peer.PostAsJsonAsync($"zones/{id}/dns_records/batch", new { posts });
            response.EnsureSuccessStatusCode();
            await response.Content.ReadFromJsonAsync<JsonNode>();
        }
    }
}
