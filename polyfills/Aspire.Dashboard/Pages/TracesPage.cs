using Aspire.Dashboard.Telemetry;

namespace Aspire.Dashboard.Pages;

static class TracesPage
{
    const int Shown = 200;

    public static Html Render(TraceStore store, TraceQuery query)
    {
        var traces = store.Search(query, Shown);
        return Layout.Page("Traces", "/traces", Filter(store, query), traces.Count == 0
            ? Layout.Nothing(query == new TraceQuery() ? "No trace has arrived yet." : "No trace matches.")
            : List(traces));
    }

    static Html Filter(TraceStore store, TraceQuery query) => Html.Of(
        $"""
        <form class="filter" method="get" role="search">
        <label>Search names and attributes<input type="search" name="q" value="{query.Text}" placeholder="photos.example.org"></label>
        {Layout.Select("service", "Service", "All services", store.Services(), query.Service)}
        <label>At least (ms)<input type="number" name="ms" min="0" value="{(query.AtLeast is { } least ? Html.Of($"{least.TotalMilliseconds}") : Html.Empty)}"></label>
        <label class="check"><input type="checkbox" name="errors" value="true"{Html.When(query.ErrorsOnly, $" checked")}>Errors only</label>
        <button>Search</button></form>
        """);

    static Html List(IReadOnlyList<Trace> traces) => Html.Of(
        $"""
        <div class="panel"><table class="wide"><thead><tr><th>Started</th><th>Trace</th><th>Services</th><th class="num">Spans</th><th class="num">Duration</th></tr></thead>
        <tbody>{traces.Select(Row)}</tbody></table></div>
        <p class="dim">{traces.Count} traces{(traces.Count == Shown ? ", the latest" : "")}</p>
        """);

    static Html Row(Trace trace) => Html.Of(
        $"""
        <tr><td class="nowrap" title="{Format.DateAndTime(trace.Start)}">{Format.Time(trace.Start)}</td>
        <td><a href="/traces/{trace.Id}" id="t-{trace.Id}">{trace.Root.Sender.Service}: {trace.Root.Name}</a> <span class="dim mono">{trace.Id[..7]}</span>
        {Html.When(trace.Errors > 0, $"""<span class="tag bad">{trace.Errors} {(trace.Errors == 1 ? "error" : "errors")}</span>""")}</td>
        <td>{trace.Services.Select(service => Html.Of($"""<span class="tag">{Layout.Service(service)}</span>"""))}</td>
        <td class="num" data-label="Spans">{trace.Spans.Count}</td><td class="num" data-label="Duration">{Format.Duration(trace.Duration)}</td></tr>
        """);
}
