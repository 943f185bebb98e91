using System.Globalization;
using System.Text;
using Aspire.Dashboard.Frontend;
using Aspire.Dashboard.ResourceService;
using Aspire.Dashboard.Telemetry;

namespace Aspire.Dashboard.Pages;

static class PageEndpoints
{
    public static void MapPages(this WebApplication app)
    {
        var services = app.Services;
        var (traces, logs, metrics) = (services.GetRequiredService<TraceStore>(), services.GetRequiredService<LogStore>(), services.GetRequiredService<MetricStore>());
        var (resources, console) = (services.GetRequiredService<ResourceStore>(), services.GetRequiredService<ConsoleLogs>());
        app.MapAssets();
        app.MapGet("/", context => SendAsync(context, ResourcesPage.Render(resources, logs.Services().Concat(metrics.Services()).ToHashSet(StringComparer.OrdinalIgnoreCase))));
        app.MapGet("/console", context => SendAsync(context, ConsolePage.Render(resources, console, Query(context, "resource"))));
        app.MapGet("/logs", context => SendAsync(context, LogsPage.Render(logs, Logs(context))));
        app.MapGet("/traces", context => SendAsync(context, TracesPage.Render(traces, Traces(context))));
        app.MapGet("/traces/{id}", context => TraceAsync(context, traces, logs, resources));
        app.MapGet("/metrics", context => SendAsync(context, MetricsPage.Render(metrics, Query(context, "service"), Query(context, "q"))));
        app.MapGet("/health", context => context.Response.WriteAsync("Healthy"));
        app.MapLogin(services.GetRequiredService<BrowserLogin>());
    }

    static void MapLogin(this WebApplication app, BrowserLogin login)
    {
        app.MapGet("/login", context => Query(context, "t") is { } token
            ? LogInAsync(context, login, token, Query(context, "returnUrl"))
            : SendAsync(context, LoginPage.Render(Local(Query(context, "returnUrl")), isWrong: false)));
        app.MapPost("/login", async context =>
        {
            var form = context.Request.HasFormContentType ? await context.Request.ReadFormAsync(context.RequestAborted) : FormCollection.Empty;
            await LogInAsync(context, login, form["t"], form["returnUrl"]);
        });
    }

    static Task LogInAsync(HttpContext context, BrowserLogin login, string? token, string? returnUrl)
    {
        if (!login.TryLogIn(context, token)) return SendAsync(context, LoginPage.Render(Local(returnUrl), isWrong: true), StatusCodes.Status401Unauthorized);

        context.Response.Redirect(Local(returnUrl));
        return Task.CompletedTask;
    }

    /// <summary>A path on this site, or the start page: the login never sends a browser elsewhere.</summary>
    static string Local(string? url) =>
        url is ['/', ..] && (url.Length == 1 || url[1] is not ('/' or '\\')) && !url.Any(char.IsControl) ? url : "/";

    static Task TraceAsync(HttpContext context, TraceStore traces, LogStore logs, ResourceStore resources)
    {
        var id = (string)context.Request.RouteValues["id"]!;
        return traces.Find(id) is { } trace
            ? SendAsync(context, TracePage.Render(trace, traces, logs.Search(new LogQuery(TraceId: id), 500), resources.All, Query(context, "sql") == "true"))
            : SendAsync(context, TracePage.Missing(id), StatusCodes.Status404NotFound);
    }

    static TraceQuery Traces(HttpContext context) => new(
        Query(context, "q"),
        Query(context, "service"),
        double.TryParse(Query(context, "ms"), NumberStyles.Float, CultureInfo.InvariantCulture, out var least) && least is > 0 and < 1e9 ? TimeSpan.FromMilliseconds(least) : null,
        Query(context, "errors") == "true");

    static LogQuery Logs(HttpContext context) => new(
        Query(context, "q"),
        Query(context, "service"),
        Enum.TryParse<LogSeverity>(Query(context, "level"), ignoreCase: true, out var level) ? level : LogSeverity.Trace,
        Query(context, "trace"));

    static string? Query(HttpContext context, string name) => context.Request.Query[name].ToString() is { Length: > 0 } value ? value : null;

    static Task SendAsync(HttpContext context, Html page, int status = StatusCodes.Status200OK)
    {
        context.Response.StatusCode = status;
        context.Response.ContentType = "text/html; charset=utf-8";
        return context.Response.WriteAsync(page.Text, Encoding.UTF8, context.RequestAborted);
    }
}
