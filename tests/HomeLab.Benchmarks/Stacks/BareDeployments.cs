using System.Globalization;
using System.Net.Http.Json;
using System.Text.Json;

namespace HomeLab.Benchmarks.Stacks;

/// <summary>Makes the same networks and containers at the same hosts, and remembers and checks nothing.</summary>
static class BareDeployments
{
    /// <summary>As many looks as a fleet has at once by default.</summary>
    const int AtOnce = 4;

    static readonly JsonSerializerOptions Plain = new();

    public static async Task MakeAsync(IReadOnlyList<Uri> hosts, int stacksOfHost)
    {
        using var http = new HttpClient(new SocketsHttpHandler());
        var all = hosts.SelectMany(host => Enumerable.Range(0, stacksOfHost).Select(stack => (Host: new Uri($"http://{host.Authority}/"), Project: StacksLab.Name("app", stack))));
        await Parallel.ForEachAsync(all, new ParallelOptions { MaxDegreeOfParallelism = AtOnce }, async (it, token) =>
        {
            await PostAsync(new Uri(it.Host, "networks/create"), new { Name = $"{it.Project}_default" });
            var created = await PostAsync(new Uri(it.Host, string.Create(CultureInfo.InvariantCulture, $"containers/create?name={it.Project}-app-1")), new
            {
                SimulatedHosts.Image,
                Env = new[] { "EDIT=1", "TZ=Europe/Berlin" },
                Labels = new Dictionary<string, string> { ["com.docker.compose.project"] = it.Project, ["com.docker.compose.service"] = "app", ["traefik.enable"] = "true" },
                NetworkingConfig = new { EndpointsConfig = new Dictionary<string, object> { [$"{it.Project}_default"] = new { } } },
                HostConfig = new { NetworkMode = $"{it.Project}_default", RestartPolicy = new { Name = "unless-stopped" } },
            });
            await PostAsync(new Uri(it.Host, $"containers/{created!["Id"]}/start"), new { });
        });

        async Task<System.Text.Json.Nodes.JsonNode?> PostAsync(Uri uri, object body)
        {
            using var response = await http.PostAsJsonAsync(uri, body, Plain);
            var text = await response.EnsureSuccessStatusCode().Content.ReadAsStringAsync();
            return text.Length > 0 ? System.Text.Json.Nodes.JsonNode.Parse(text) : null;
        }
    }
}
