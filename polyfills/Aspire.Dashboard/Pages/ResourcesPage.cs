using Aspire.Dashboard.ResourceService;

namespace Aspire.Dashboard.Pages;

static class ResourcesPage
{
    public static Html Render(ResourceStore store)
    {
        var resources = store.All;
        return Layout.Page("Resources", "/", Html.Empty, resources.Count == 0
            ? Layout.Nothing(store.Problem ?? "The application host has not told of any resource yet. Telemetry is received all the same.")
            : Html.Of(
                $"""
                {Html.When(store.Problem is not null, $"""<p class="warn" role="status">{store.Problem}</p>""")}
                <div class="panel"><table class="wide"><thead><tr><th>Name</th><th>Type</th><th>State</th><th>Endpoints</th><th>Started</th><th class="num">Restarts</th><th></th></tr></thead>
                <tbody>{resources.Select(Row)}</tbody></table></div>
                """));
    }

    static Html Row(ResourceView resource) => Html.Of(
        $"""
        <tr><td>{Layout.Service(resource.Name)}</td><td data-label="Type">{resource.Type}<div class="dim">{resource.Source}</div></td><td>{State(resource)}</td>
        <td>{resource.Urls.Select(Url)}</td><td data-label="Started" class="nowrap">{(resource.StartedAt is { } at ? at.ToLocalTime().ToString("HH:mm:ss", System.Globalization.CultureInfo.InvariantCulture) : "-")}</td>
        <td class="num" data-label="Restarts">{resource.Restarts}</td>
        <td class="nowrap"><a href="/console?resource={Uri.EscapeDataString(resource.Name)}">Console</a> <a href="/logs?service={Uri.EscapeDataString(resource.Name)}">Logs</a> <a href="/traces?service={Uri.EscapeDataString(resource.Name)}">Traces</a></td></tr>
        """);

    static Html State(ResourceView resource) => Html.Of(
        $"""
        <span class="tag {Style(resource)}">{resource.State}</span>{(resource.ExitCode is { } code ? Html.Of($"""<span class="dim">exit code {code}</span>""") : Html.Empty)}
        {resource.Health.Where(report => report.Status != "Healthy").Select(report => Html.Of($"""<div class="warn">{report.Name}: {(report.Status.Length == 0 ? "no answer yet" : report.Status)} {report.Description}</div>"""))}
        {Html.When(resource.State == "Running" && resource.Health.Count > 0 && resource.IsHealthy, $"""<span class="tag good">Healthy</span>""")}
        """);

    static string Style(ResourceView resource) => resource.State switch
    {
        "Running" or "Active" or "Finished" => resource.IsHealthy ? "good" : "warn",
        "FailedToStart" or "Exited" or "RuntimeUnhealthy" or "Restarting" or "ValueMissing" => "bad",
        _ => "warn",
    };

    // Only addresses that a browser opens become links: whatever else a URL says, it is shown and no more.
    static Html Url(ResourceUrl url) => Uri.TryCreate(url.Url, UriKind.Absolute, out var address) && address.Scheme is "http" or "https"
        ? Html.Of($"""<div><a href="{url.Url}" target="_blank" rel="noopener noreferrer">{url.Url}</a> <span class="dim">{url.Name}</span></div>""")
        : Html.Of($"""<div>{url.Url} <span class="dim">{url.Name}</span></div>""");
}
