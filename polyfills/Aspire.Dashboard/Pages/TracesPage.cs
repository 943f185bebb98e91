using Aspire.Dashboard.Telemetry;

namespace Aspire.Dashboard.Pages;

static class TracesPage
{
    const int Shown = 200;
    const int Names = 3;

    public static Html Render(TraceStore store, TraceQuery query)
    {
        var traces = store.Search(query, Shown);
        return Layout.Page("Traces", "/traces", Filter(store, query), traces.Count == 0
            ? Layout.Nothing(query == new TraceQuery() ? "No trace has arrived yet." : "No trace matches.")
            : List(traces, query));
    }

    static Html Filter(TraceStore store, TraceQuery query) => Html.Of(
        $"""
        <form class="filter" method="get" role="search">
        <label class="grow">Search names and attributes<input type="search" name="q" value="{query.Text}" placeholder="A host name, an id, a part of an address"></label>
        {Layout.Select("service", "Service", "All services", store.Services(), query.Service)}
        <label>At least (ms)<input type="number" name="ms" min="0" value="{(query.AtLeast is { } least ? Html.Of($"{least.TotalMilliseconds}") : Html.Empty)}"></label>
        <label class="check"><input type="checkbox" name="errors" value="true"{Html.When(query.ErrorsOnly, $" checked")}>Errors only</label>
        <button>Search</button></form>
        """);

    static Html List(IReadOnlyList<Trace> traces, TraceQuery query) => Html.Of(
        $"""
        <div class="panel"><table class="wide traces"><thead><tr><th>Started</th><th>Trace</th><th>Services</th><th class="num">Spans</th><th class="num">Duration</th></tr></thead>
        <tbody>{traces.Select(trace => Row(trace, query))}</tbody></table></div>
        <p class="dim">{traces.Count} {(traces.Count == 1 ? "trace" : "traces")}{(traces.Count == Shown ? ", the latest" : "")}</p>
        """);

    static Html Row(Trace trace, TraceQuery query) => Html.Of(
        $"""
        <tr data-trace="{trace.Id}"><td class="nowrap dim start" title="{Format.DateAndTime(trace.Start)}">{Format.Time(trace.Start)}</td>
        <td class="full"><a href="/traces/{trace.Id}" id="t-{trace.Id}">{trace.Root.Sender.Service}: {trace.Root.Name}</a> <span>{About(trace, query.Text?.Trim())}</span>
        {Html.When(trace.Errors > 0, $"""<span class="tag bad">{trace.Errors} {(trace.Errors == 1 ? "error" : "errors")}</span>""")}</td>
        <td>{trace.Services.Select(service => Html.Of($"""<span class="tag">{Layout.Service(service)}</span>"""))}</td>
        <td class="num" data-label="Spans">{trace.Spans.Count}</td><td class="num">{Format.Duration(trace.Duration)}</td></tr>
        """);

    static Html About(Trace trace, string? text)
    {
        var subject = SpanText.Subject(trace);
        var found = !string.IsNullOrEmpty(text) && !subject.Any(name => name.Contains(text, StringComparison.OrdinalIgnoreCase)) ? SpanText.Match(trace, text) : null;
        // What was searched for comes first, or a person would not see why it was found.
        var names = string.IsNullOrEmpty(text) ? subject : [.. subject.OrderByDescending(name => name.Contains(text, StringComparison.OrdinalIgnoreCase))];
        return Html.Of(
            $"""{string.Join(", ", names.Take(Names))}{Html.When(names.Count > Names, $""" <span class="dim">and {names.Count - Names} more</span>""")}{(found is { } tag ? Html.Of($""" <span class="dim">{tag.Key} = {SpanText.Cut(tag.Value)}</span>""") : Html.Empty)}""");
    }
}
