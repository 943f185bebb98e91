using System.Globalization;
using Aspire.Dashboard.ResourceService;

namespace Aspire.Dashboard.Pages;

static class ResourcesPage
{
    /// <param name="senders">The resources that have sent telemetry: only theirs can be looked at.</param>
    public static Html Render(ResourceStore store, IReadOnlySet<string> senders)
    {
        var resources = store.All;
        return Layout.Page("Resources", "/", Html.Empty, resources.Count == 0
            ? Layout.Nothing(store.Problem ?? "The application host has not told of any resource yet. Telemetry is received all the same.")
            : Html.Of(
                $"""
                {Html.When(store.Problem is not null, $"""<p class="panel note warn" role="status">{store.Problem}</p>""")}
                <div class="panel"><table class="wide resources"><thead><tr><th>Name</th><th>State</th><th>Type</th><th>Endpoints</th><th>Started</th><th class="num">Restarts</th><th>Look at</th></tr></thead>
                <tbody>{resources.Select(resource => Row(resource, senders))}</tbody></table></div>
                """));
    }

    static Html Row(ResourceView resource, IReadOnlySet<string> senders) => Html.Of(
        $"""
        <tr><td class="first"><strong>{Layout.Service(resource.Name)}</strong></td><td>{State(resource)}</td><td class="full">{resource.Type}{Source(resource)}</td>
        <td class="full">{resource.Urls.Select(Url)}</td><td data-label="Started" class="nowrap">{Started(resource)}</td>
        <td class="num" data-label="Restarts">{(resource.Restarts == 0 ? Html.Of($"""<span class="dim">0</span>""") : Html.Of($"{resource.Restarts}"))}</td>
        <td class="nowrap full links">{Link("console?resource", "Console", resource)}{Html.When(senders.Contains(resource.Name), $"""{Link("logs?service", "Logs", resource)}{Link("traces?service", "Traces", resource)}{Link("metrics?service", "Metrics", resource)}""")}</td></tr>
        """);

    static Html Link(string path, string text, ResourceView resource) => Html.Of($"""<a href="/{path}={Uri.EscapeDataString(resource.Name)}">{text}</a>""");

    // What repeats the type says nothing.
    static Html Source(ResourceView resource) => Html.When(
        !string.IsNullOrEmpty(resource.Source) && !string.Equals(resource.Source, resource.Type, StringComparison.OrdinalIgnoreCase), $""" <span class="dim">{resource.Source}</span>""");

    static Html Started(ResourceView resource) => resource.StartedAt?.ToLocalTime() is { } at
        ? Html.Of($"""<span title="{at.ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture)}">{at.ToString("HH:mm:ss", CultureInfo.InvariantCulture)}</span>""")
        : Html.Of($"""<span class="dim">-</span>""");

    static Html State(ResourceView resource) => Html.Of(
        $"""
        <span class="tag {Style(resource)}">{resource.State}</span>{Html.When(resource.ExitCode is not null, $""" <span class="dim">exit code {resource.ExitCode ?? 0}</span>""")}
        {Html.When(resource.State == "Running" && resource.Health.Count > 0 && resource.IsHealthy, $"""<span class="dim">healthy</span>""")}
        {resource.Health.Where(report => report.Status != "Healthy").Select(report => Html.Of($"""<div class="warn">{report.Name}: {(report.Status.Length == 0 ? "no answer yet" : report.Status)} {report.Description}</div>"""))}
        """);

    static string Style(ResourceView resource) => resource.State switch
    {
        "Running" or "Active" or "Finished" => resource.IsHealthy ? "good" : "warn",
        "FailedToStart" or "Exited" or "RuntimeUnhealthy" or "Restarting" or "ValueMissing" => "bad",
        _ => "warn",
    };

    // Only addresses that a browser opens become links: whatever else a URL says, it is shown and no more.
    static Html Url(ResourceUrl url) => Uri.TryCreate(url.Url, UriKind.Absolute, out var address) && address.Scheme is "http" or "https" && !IsForPrograms(url.Name)
        ? Html.Of($"""<div><a href="{url.Url}" target="_blank" rel="noopener noreferrer">{url.Url}</a> <span class="dim">{url.Name}</span></div>""")
        : Html.Of($"""<div>{url.Url} <span class="dim">{url.Name}</span></div>""");

    // By custom the name says so; the address looks like any other.
    static bool IsForPrograms(string name) => name.Contains("grpc", StringComparison.OrdinalIgnoreCase) || name.Contains("otlp", StringComparison.OrdinalIgnoreCase);
}
