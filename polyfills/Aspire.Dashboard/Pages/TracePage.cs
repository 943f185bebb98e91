using Aspire.Dashboard.Telemetry;

namespace Aspire.Dashboard.Pages;

static class TracePage
{
    // A page of more is of no use to a person, and slow.
    const int Shown = 1_000;

    public static Html Missing(string id) => Layout.Page(
        "Trace", "/traces", Html.Empty, Layout.Nothing($"Trace {id} is not here: it has not arrived, or it made room for later ones."));

    public static Html Render(Trace trace, IReadOnlyList<LogEntry> logs, IReadOnlyList<Span> linking)
    {
        var rows = TraceTree.Of(trace.Spans);
        var bySpan = logs.ToLookup(entry => entry.SpanId ?? "");
        return Layout.Page($"{trace.Root.Sender.Service}: {trace.Root.Name}", "/traces", Html.Empty, Html.Of(
            $"""
            {Facts(trace)}
            <div class="panel waterfall">{Scale(trace)}{rows.Take(Shown).Select(row => Row(trace, row, bySpan))}</div>
            {Html.When(rows.Count > Shown, $"<p class=\"dim\">{rows.Count - Shown} more spans are not shown.</p>")}
            {Html.When(linking.Count > 0, $"<h2>Linked from</h2><ul>{linking.Select(span => Html.Of($"<li>{SpanRef(span.TraceId, span.SpanId, $"{span.Sender.Service}: {span.Name}")}</li>"))}</ul>")}
            <h2>Logs</h2>{(logs.Count == 0 ? Layout.Nothing("No log entry carries this trace's id.") : LogsPage.List(logs))}
            """));
    }

    static Html Facts(Trace trace) => Html.Of(
        $"""
        <dl class="facts">{Layout.Fact("Trace id", Html.Of($"<code>{trace.Id}</code>"))}{Layout.Fact("Started", Html.Of($"{Format.DateAndTime(trace.Start)}"))}
        {Layout.Fact("Duration", Html.Of($"{Format.Duration(trace.Duration)}"))}{Layout.Fact("Spans", Html.Of($"{trace.Spans.Count}"))}
        {Layout.Fact("Services", Html.Of($"{trace.Services.Select(service => Html.Of($"""<span class="tag">{Layout.Service(service)}</span>"""))}"))}
        {Layout.Fact("Errors", Html.Of($"<span class=\"{(trace.Errors > 0 ? "bad" : "dim")}\">{trace.Errors}</span>"))}</dl>
        """);

    static Html Scale(Trace trace) => Html.Of(
        $"""<div class="scale"><span>Span</span><span class="ticks">{Enumerable.Range(0, 5).Select(i => Html.Of($"<span>{Format.Duration(trace.Duration * i / 4)}</span>"))}</span><span class="num">Duration</span></div>""");

    static Html Row(Trace trace, TraceRow row, ILookup<string, LogEntry> logs)
    {
        var span = row.Span;
        return Html.Of(
            $"""
            <details id="s-{span.SpanId}"><summary><span class="name i{Math.Min(row.Depth, 10)}" title="{span.Name}">{Layout.Service(span.Sender.Service)} {span.Name}
            {Html.When(span.IsError, $"""<span class="tag bad">error</span>""")}{Html.When(row.LacksParent, $"""<span class="tag warn">parent not received</span>""")}</span>
            <span class="time c{Layout.Color(span.Sender.Service)}">{Bar(trace, span)}</span><span class="num">{Format.Duration(span.Duration)}</span></summary>
            <div class="inside">{Details(trace, span)}{Logs(logs[span.SpanId].ToList())}</div></details>
            """);
    }

    static Html Bar(Trace trace, Span span)
    {
        double Share(long at) => trace.Duration == 0 ? 0 : Math.Clamp((at - trace.Start) * 100.0 / trace.Duration, 0, 100);
        var left = Math.Min(Share(span.Start), 99.5);
        var width = Math.Max(0.5, Share(span.Start + span.Duration) - left);
        return Html.Of(
            $"""<svg aria-hidden="true"><rect class="track" width="100%" height="18"/><rect class="span" x="{left}%" y="4" width="{width}%" height="10" rx="2"/>{span.Events.Select(one => Html.Of($"""<line class="event" x1="{Share(one.At)}%" x2="{Share(one.At)}%" y1="2" y2="16"/>"""))}</svg>""");
    }

    static Html Details(Trace trace, Span span) => Html.Of(
        $"""
        <dl class="facts">{Layout.Fact("Kind", Html.Of($"{span.Kind.ToString()}"))}{Layout.Fact("Starts after", Html.Of($"{Format.Duration(span.Start - trace.Start)}"))}
        {Layout.Fact("Span id", Html.Of($"<code>{span.SpanId}</code>"))}{Layout.Fact("Source", Html.Of($"{span.Scope}"))}
        {Html.When(span.StatusMessage is not null, $"""{Layout.Fact("Status", Html.Of($"""<span class="bad">{span.StatusMessage}</span>"""))}""")}</dl>
        {Layout.Tags(span.Tags)}
        {Html.When(span.Events.Count > 0, $"<h3>Events</h3>{span.Events.Select(one => Html.Of($"<div>{Format.Duration(Math.Max(0, one.At - trace.Start))} <strong>{one.Name}</strong>{Layout.Tags(one.Tags)}</div>"))}")}
        {Html.When(span.Links.Count > 0, $"<h3>Links</h3>{span.Links.Select(link => Html.Of($"<div>{SpanRef(link.TraceId, link.SpanId, $"trace {link.TraceId[..7]}, span {link.SpanId[..7]}")}{Layout.Tags(link.Tags)}</div>"))}")}
        """);

    static Html Logs(List<LogEntry> logs) => Html.When(
        logs.Count > 0,
        $"<h3>Logs</h3>{logs.OrderBy(entry => entry.At).Take(50).Select(entry => Html.Of($"<div>{LogsPage.Severity(entry.Severity)} {entry.Message}</div>"))}");

    static Html SpanRef(string traceId, string spanId, string text) => Html.Of($"""<a href="/traces/{traceId}#s-{spanId}">{text}</a>""");
}
