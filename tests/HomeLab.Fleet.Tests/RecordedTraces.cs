using System.Net.Http.Json;
using System.Text.Json.Nodes;

namespace HomeLab.Fleet.Tests;

/// <summary>What the fleet's dashboard has of traces, asked for as a logged-in person's browser would.</summary>
public sealed class RecordedTraces : IDisposable
{
    readonly HttpClient http;

    RecordedTraces(HttpClient http) => this.http = http;

    /// <param name="login">The address that the AppHost prints, with its token.</param>
    public static async Task<RecordedTraces> LogInAsync(Uri login)
    {
#pragma warning disable RS0030 // A test has no factory, and one client a fleet.
        var http = new HttpClient { BaseAddress = new Uri(login, "/") };
#pragma warning restore RS0030
        (await http.GetAsync(login)).EnsureSuccessStatusCode();
        return new RecordedTraces(http);
    }

    /// <summary>Each span of the traces that the text finds, as its trace's id and "service: name".</summary>
    public async Task<IReadOnlyList<(string TraceId, string Span)>> SearchAsync(string text)
    {
        var answer = await http.GetFromJsonAsync<JsonNode>($"/api/telemetry/traces?search={Uri.EscapeDataString(text)}");
        return [.. answer!["data"]!["resourceSpans"]!.AsArray().SelectMany(resource => Spans(resource!))];
    }

    /// <summary>A page as it is sent.</summary>
    public Task<string> PageAsync(string path) => http.GetStringAsync(path);

    public void Dispose() => http.Dispose();

    static IEnumerable<(string, string)> Spans(JsonNode resource)
    {
        var service = resource["resource"]!["attributes"]!.AsArray()
            .Single(attribute => (string)attribute!["key"]! == "service.name")!["value"]!["stringValue"];
        return resource["scopeSpans"]!.AsArray()
            .SelectMany(scope => scope!["spans"]!.AsArray())
            .Select(span => ((string)span!["traceId"]!, $"{service}: {span["name"]}"));
    }
}
