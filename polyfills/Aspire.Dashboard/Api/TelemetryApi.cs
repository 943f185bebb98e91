using System.Globalization;
using System.Text.Json;
using Aspire.Dashboard.Telemetry;

namespace Aspire.Dashboard.Api;

/// <summary>Telemetry for programs, by the paths, parameters and answers of the real dashboard's HTTP API.</summary>
/// <remarks>https://github.com/dotnet/aspire/blob/main/docs/specs/dashboard-http-api.md; streaming (<c>follow</c>) is not offered.</remarks>
static class TelemetryApi
{
    public const string Root = "/api/telemetry";
    const int Traces = 100;
    const int Items = 200;

    public static void MapTelemetryApi(this WebApplication app)
    {
        var (traces, logs) = (app.Services.GetRequiredService<TraceStore>(), app.Services.GetRequiredService<LogStore>());
        app.MapGet($"{Root}/traces", context => SendAsync(context, Select(context, traces), Traces, (json, some) => OtlpJson.WriteSpans(json, some.SelectMany(trace => trace.Spans))));
        app.MapGet($"{Root}/traces/{{id}}", context => traces.Find((string)context.Request.RouteValues["id"]!) is { } trace
            ? SendAsync(context, trace.Spans, int.MaxValue, OtlpJson.WriteSpans)
            : NotFoundAsync(context));
        app.MapGet($"{Root}/spans", context => SendAsync(context, Spans(context, traces), Items, OtlpJson.WriteSpans));
        app.MapGet($"{Root}/logs", context => SendAsync(context, Logs(context, logs), Items, OtlpJson.WriteLogs));
    }

    static IReadOnlyList<Trace> Select(HttpContext context, TraceStore traces) =>
        [.. traces.Search(new TraceQuery(Query(context, "search"), Query(context, "resource")), int.MaxValue).Where(trace => Wants(context, trace.Errors > 0))];

    static IReadOnlyList<Span> Spans(HttpContext context, TraceStore traces)
    {
        var (id, resource, search) = (Query(context, "traceId"), Query(context, "resource"), Query(context, "search"));
        var found = id is null ? traces.Search(new TraceQuery(search, resource), int.MaxValue) : traces.Find(id) is { } trace ? [trace] : [];
        return [.. found.SelectMany(one => one.Spans).Where(span =>
            (resource is null || span.Sender.Service == resource) && (search is null || span.Contains(search)) && Wants(context, span.IsError))];
    }

    static IReadOnlyList<LogEntry> Logs(HttpContext context, LogStore logs) => logs.Search(
        new LogQuery(
            Query(context, "search"), Query(context, "resource"),
            Enum.TryParse<LogSeverity>(Query(context, "severity"), ignoreCase: true, out var least) ? least : LogSeverity.Trace, Query(context, "traceId")),
        int.MaxValue);

    static bool Wants(HttpContext context, bool hasError) => !bool.TryParse(Query(context, "hasError"), out var wanted) || wanted == hasError;

    static async Task SendAsync<T>(HttpContext context, IReadOnlyList<T> all, int byDefault, Action<Utf8JsonWriter, IEnumerable<T>> write)
    {
        var limit = int.TryParse(Query(context, "limit"), NumberStyles.None, CultureInfo.InvariantCulture, out var asked) ? asked : byDefault;
        context.Response.ContentType = "application/json";
        await using var json = new Utf8JsonWriter(context.Response.BodyWriter);
        json.WriteStartObject();
        json.WritePropertyName("data");
        write(json, all.Take(limit));
        json.WriteNumber("totalCount", all.Count);
        json.WriteNumber("returnedCount", Math.Min(limit, all.Count));
        json.WriteEndObject();
        await json.FlushAsync(context.RequestAborted);
        await context.Response.BodyWriter.FlushAsync(context.RequestAborted);
    }

    static Task NotFoundAsync(HttpContext context)
    {
        context.Response.StatusCode = StatusCodes.Status404NotFound;
        return Task.CompletedTask;
    }

    static string? Query(HttpContext context, string name) => context.Request.Query[name].ToString() is { Length: > 0 } value ? value : null;
}
