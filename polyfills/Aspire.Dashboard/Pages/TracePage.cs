using Aspire.Dashboard.ResourceService;
using Aspire.Dashboard.Telemetry;

namespace Aspire.Dashboard.Pages;

static class TracePage
{
    public static Html Missing(string id) => Layout.Page(
        "Trace", "/traces", Html.Empty, Layout.Nothing($"Trace {id} is not here: it has not arrived, or it made room for later ones."));

    public static Html Render(Trace trace, TraceStore traces, IReadOnlyList<LogEntry> logs, IReadOnlyList<ResourceView> resources, bool showQueries)
    {
        var linking = traces.LinkingTo(trace.Id);
        return Layout.Page($"{trace.Root.Sender.Service}: {trace.Root.Name}", "/traces", Filter(trace, showQueries), Html.Of(
            $"""
            {Facts(trace)}
            {Html.When(linking.Count > 0, $"""<p class="panel note">Something in another trace was caused by this one too: {linking.Select(span => Html.Of($"""<span class="nowrap">{Waterfall.SpanRef(span.TraceId, span.SpanId, $"{span.Sender.Service}: {span.Name}")}</span> """))}</p>""")}
            {new Waterfall(trace, logs, resources, link => traces.Find(link.TraceId)?.Spans.FirstOrDefault(span => span.SpanId == link.SpanId)).Render(WaterfallRow.Of(trace, showQueries))}
            <h2>Logs</h2>{(logs.Count == 0 ? Layout.Nothing("No log entry carries this trace's id.") : LogsPage.List([.. logs.OrderBy(entry => entry.At)]))}
            """));
    }

    static Html Filter(Trace trace, bool showQueries)
    {
        var queries = trace.Spans.Count(span => span.IsQuery);
        return Html.When(queries > 0, $"""<form class="filter" method="get"><label class="check"><input type="checkbox" name="sql" value="true"{Html.When(showQueries, $" checked")}>Show each of {queries} database calls</label><noscript><button>Apply</button></noscript></form>""");
    }

    static Html Facts(Trace trace) => Html.Of(
        $"""
        <dl class="facts">{(SpanText.Subject(trace) is { Count: > 0 } subject ? Layout.Fact("About", Html.Of($"<strong>{string.Join(", ", subject)}</strong>")) : Html.Empty)}
        {Layout.Fact("Started", Html.Of($"{Format.DateAndTime(trace.Start)}"))}{Layout.Fact("Duration", Html.Of($"{Format.Duration(trace.Duration)}"))}{Layout.Fact("Spans", Html.Of($"{trace.Spans.Count}"))}
        {Layout.Fact("Services", Html.Of($"{trace.Services.Select(service => Html.Of($"""<span class="tag">{Layout.Service(service)}</span>"""))}"))}
        {Html.When(trace.Errors > 0, $"""{Layout.Fact("Errors", Html.Of($"<span class=\"bad\">{trace.Errors}</span>"))}""")}{Layout.Fact("Trace id", Html.Of($"<code>{trace.Id}</code>"))}</dl>
        """);
}
