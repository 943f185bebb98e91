using System.Net.Http.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace HomeLab.Benchmarks.EventToCall;

/// <summary>All that it takes, in forty lines: an event of a container that asks for a name becomes a call. Forgets everything.</summary>
partial class PlainProgram(HttpClient docker, HttpClient cloudflare, string zoneId)
{
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        var filters = Uri.EscapeDataString("""{"type":["container"],"event":["create"]}""");
        await using var stream = await docker.GetStreamAsync($"events?filters={filters}", cancellationToken);
        using var reader = new StreamReader(stream);
        while (await reader.ReadLineAsync(cancellationToken) is { } line)
        {
            var labels = JsonNode.Parse(line)!["Actor"]!["Attributes"]!.AsObject();
            foreach (var rule in labels.Where(label => label.Key.EndsWith(".rule", StringComparison.Ordinal)))
            {
                var name = HostName().Match((string)rule.Value!).Groups[1].Value;
                await BeforeAsync(name, cancellationToken);
                using var response = await cloudflare.PostAsJsonAsync(
                    $"zones/{zoneId}/dns_records", new { type = "CNAME", name, content = "home.example.org" }, cancellationToken);
                response.EnsureSuccessStatusCode();
            }
        }
    }

    /// <summary>What has to be safe before the call is made: nothing.</summary>
    protected virtual Task BeforeAsync(string name, CancellationToken cancellationToken) => Task.CompletedTask;

    [GeneratedRegex("Host\\(`([^`]+)`\\)")]
    private static partial Regex HostName();
}
