using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Aspire.Dashboard.Telemetry;
using HomeLab.Dashboard.Tests.Telemetry;

namespace HomeLab.Dashboard.Tests.Api;

public class TelemetryApiTests
{
    [Fact]
    public async Task Gives_the_spans_of_the_trace_that_a_name_finds_by_resource()
    {
        await using var dashboard = await RunningDashboard.StartAsync();
        dashboard.Traces.Add(Some.Span("a", "1", service: "inventory", name: "docker event"));
        dashboard.Traces.Add(Some.Span("a", "2", "1", start: 3) with { Tags = [new Tag("dns.record.name", "photos.example.org")], IsError = true });
        dashboard.Traces.Add(Some.Span("b", "1"));
        await dashboard.LogInAsync();

        var found = await dashboard.Http.GetFromJsonAsync<JsonNode>("/api/telemetry/traces?search=photos.example.org");
        var one = await dashboard.Http.GetFromJsonAsync<JsonNode>("/api/telemetry/traces/a");
        var errors = await dashboard.Http.GetFromJsonAsync<JsonNode>("/api/telemetry/spans?hasError=true&resource=dns");

        Assert.Equal((1, 1), ((int)found!["totalCount"]!, (int)found["returnedCount"]!));
        Assert.Equal(["inventory", "dns"], Services(found));
        Assert.Equal(["inventory", "dns"], Services(one!));
        var span = errors!["data"]!["resourceSpans"]![0]!["scopeSpans"]![0]!["spans"]!.AsArray().Single()!;
        Assert.Equal(
            ("a", "2", "1", "3", "photos.example.org", 2),
            ((string)span["traceId"]!, (string)span["spanId"]!, (string)span["parentSpanId"]!, (string)span["startTimeUnixNano"]!, (string)span["attributes"]![0]!["value"]!["stringValue"]!, (int)span["status"]!["code"]!));
    }

    [Fact]
    public async Task Gives_the_log_entries_of_a_trace_and_404_for_a_trace_that_is_not_there()
    {
        await using var dashboard = await RunningDashboard.StartAsync();
        dashboard.Logs.Add(Some.Log("within", trace: "abc", severity: LogSeverity.Warning));
        dashboard.Logs.Add(Some.Log("elsewhere"));
        await dashboard.LogInAsync();

        var logs = await dashboard.Http.GetFromJsonAsync<JsonNode>("/api/telemetry/logs?traceId=abc&severity=warning");
        using var missing = await dashboard.Http.GetAsync("/api/telemetry/traces/missing");

        var record = logs!["data"]!["resourceLogs"]![0]!["scopeLogs"]![0]!["logRecords"]!.AsArray().Single()!;
        Assert.Equal(("within", 13), ((string)record["body"]!["stringValue"]!, (int)record["severityNumber"]!));
        Assert.Equal(HttpStatusCode.NotFound, missing.StatusCode);
    }

    [Fact]
    public async Task Answers_a_login_or_the_key_and_nobody_else()
    {
        await using var dashboard = await RunningDashboard.StartAsync("--Dashboard:Api:PrimaryApiKey=api-key");

        Assert.Equal(HttpStatusCode.Unauthorized, await StatusAsync(dashboard, null));
        Assert.Equal(HttpStatusCode.Unauthorized, await StatusAsync(dashboard, "wrong"));
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(dashboard, "api-key"));
        using var page = new HttpRequestMessage(HttpMethod.Get, "/traces") { Headers = { { "X-API-Key", "api-key" } } };
        Assert.Equal(HttpStatusCode.Redirect, (await dashboard.Http.SendAsync(page)).StatusCode);
    }

    static async Task<HttpStatusCode> StatusAsync(RunningDashboard dashboard, string? key)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/api/telemetry/traces");
        if (key is not null) request.Headers.Add("X-API-Key", key);
        using var answer = await dashboard.Http.SendAsync(request);
        return answer.StatusCode;
    }

    static IEnumerable<string> Services(JsonNode answer) => answer["data"]!["resourceSpans"]!.AsArray()
        .Select(resource => (string)resource!["resource"]!["attributes"]!.AsArray().Single(pair => (string)pair!["key"]! == "service.name")!["value"]!["stringValue"]!);
}
