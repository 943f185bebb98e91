using Aspire.Dashboard.ResourceService;
using Aspire.Dashboard.Telemetry;

namespace Aspire.Dashboard.Pages;

/// <summary>The spans of a trace over time, one a line.</summary>
sealed class Waterfall(Trace trace, IReadOnlyList<LogEntry> logs, IReadOnlyList<ResourceView> resources, Func<SpanLink, Span?> resolve)
{
    // A page of more is of no use to a person, and slow.
    const int Shown = 1_000;

    // Of the width; a wait that is shorter has no room for its text.
    const double LabelledWait = 12;

    readonly ILookup<string, LogEntry> logsBySpan = logs.ToLookup(entry => entry.SpanId ?? "");

    public Html Render(IReadOnlyList<WaterfallRow> rows) => Html.Of(
        $"""
        <div class="panel waterfall">{Scale()}{rows.Take(Shown).Select(Row)}</div>
        {Html.When(rows.Count > Shown, $"<p class=\"dim\">{rows.Count - Shown} more spans are not shown.</p>")}
        """);

    Html Scale() => Html.Of(
        $"""<div class="scale"><span>Span</span><span class="ticks">{Enumerable.Range(0, 5).Select(i => Html.Of($"<span>{Format.Duration(trace.Duration * i / 4)}</span>"))}</span><span class="num">Duration</span></div>""");

    Html Row(WaterfallRow row)
    {
        var span = row.Span;
        return Html.Of(
            $"""
            <details id="s-{span.SpanId}" data-trace="{span.TraceId}" data-service="{span.Sender.Service}" data-name="{span.Name}"><summary class="c{ServiceColors.Of(span.Sender.Service)}"><span class="name i{Math.Min(row.Row.Depth, 10)}" title="{span.Sender.Service}: {span.Name}">{Layout.Service(span.Sender.Service)} <span class="what">{Name(span)}</span> {Marks(row)}<span class="dim detail">{SpanText.Detail(span, resources)}</span></span>
            <span class="time">{Bar(row)}</span><span class="num">{Format.Duration(span.Duration)}</span></summary>
            <div class="inside">{Details(row)}{Logs(logsBySpan[span.SpanId].ToList())}</div></details>
            """);
    }

    // A queue's span repeats its service's name; the row has said it.
    static string Name(Span span) =>
        span.Name.StartsWith(span.Sender.Service + ".", StringComparison.Ordinal) ? span.Name[(span.Sender.Service.Length + 1)..]
        : span.Name.StartsWith(span.Sender.Service + " ", StringComparison.Ordinal) ? span.Name[(span.Sender.Service.Length + 1)..]
        : span.Name;

    static Html Marks(WaterfallRow row) => Html.Of(
        $"""
        {Html.When(row.Span.IsError, $"""<span class="tag bad">error</span>""")}{Html.When(row.Row.LacksParent, $"""<span class="tag warn">parent not received</span>""")}{Html.When(row.Span.Links.Count > 0, $"""<span class="tag" title="Other spans that caused this one too">+{row.Span.Links.Count} {(row.Span.Links.Count == 1 ? "cause" : "causes")}</span>""")}{Html.When(row.Queries.Count > 0, $"""<span class="tag" title="Database calls, {Format.Duration(row.Queries.Sum(query => query.Duration))} in all">{row.Queries.Count} SQL</span>""")}
        """);

    double Share(long at) => trace.Duration == 0 ? 0 : Math.Clamp((at - trace.Start) * 100.0 / trace.Duration, 0, 100);

    Html Bar(WaterfallRow row)
    {
        var span = row.Span;
        var left = Math.Min(Share(span.Start), 99.5);
        var from = Math.Min(Share(span.Start - row.Waited), left);
        return Html.Of(
            $"""
            <svg aria-hidden="true"><rect class="track" width="100%" height="20"/>{Html.When(row.Waited > 0, $"""<line class="wait" x1="{from}%" x2="{left}%" y1="9" y2="9"/>{Html.When(left - from >= LabelledWait, $"""<text class="wait" x="{(from + left) / 2}%" y="6" text-anchor="middle">waited {Format.Duration(row.Waited)}</text>""")}""")}
            {Block("span", left, Share(span.Start + span.Duration), 4, 10)}{row.Queries.Take(200).Select(query => Block("query", Share(query.Start), Share(query.Start + query.Duration), 16, 3))}
            {span.Events.Where(_ => !span.IsQuery).Take(50).Select(one => Html.Of($"""<line class="event" x1="{Share(one.At)}%" x2="{Share(one.At)}%" y1="2" y2="16"/>"""))}</svg>
            """);
    }

    static Html Block(string kind, double left, double right, int top, int height) =>
        Html.Of($"""<rect class="{kind}" x="{Math.Min(left, 99.6)}%" y="{top}" width="{Math.Max(0.4, right - left)}%" height="{height}" rx="1.5"/>""");

    Html Details(WaterfallRow row)
    {
        var span = row.Span;
        return Html.Of(
            $"""
            <dl class="facts">{Layout.Fact("Kind", Html.Of($"{span.Kind.ToString()}"))}{Layout.Fact("Starts after", Html.Of($"{Format.Duration(span.Start - trace.Start)}"))}
            {Html.When(row.Waited > 0, $"""{Layout.Fact("Waited after its parent's end", Html.Of($"{Format.Duration(row.Waited)}"))}""")}
            {Layout.Fact("Span id", Html.Of($"<code>{span.SpanId}</code>"))}{Layout.Fact("Source", Html.Of($"{span.Scope}"))}
            {Html.When(span.StatusMessage is not null, $"""{Layout.Fact("Status", Html.Of($"""<span class="bad">{span.StatusMessage}</span>"""))}""")}</dl>
            {Layout.Tags(span.Tags)}
            {Html.When(span.Events.Count > 0, $"<h3>Events</h3>{span.Events.Select(one => Html.Of($"<div>{Format.Duration(Math.Max(0, one.At - trace.Start))} <strong>{one.Name}</strong>{Layout.Tags(one.Tags)}</div>"))}")}
            {Html.When(span.Links.Count > 0, $"<h3>Also caused by</h3>{span.Links.Select(Link)}")}
            {Html.When(row.Queries.Count > 0, $"<h3>Database calls</h3><ol class=\"queries\">{row.Queries.Take(100).Select(query => Html.Of($"<li><span class=\"num\">{Format.Duration(query.Duration)}</span> <code>{SpanText.Cut(query.Tag("db.query.text") ?? query.Name, 400)}</code></li>"))}</ol>")}
            """);
    }

    Html Link(SpanLink link) => Html.Of(
        $"""<div>{SpanRef(link.TraceId, link.SpanId, resolve(link) is { } cause ? $"{cause.Sender.Service}: {cause.Name}" : $"span {link.SpanId}")} <span class="dim">{(link.TraceId == trace.Id ? "in this trace" : "in another trace")}</span>{Layout.Tags(link.Tags)}</div>""");

    static Html Logs(List<LogEntry> logs) => Html.When(
        logs.Count > 0,
        $"<h3>Logs</h3>{logs.OrderBy(entry => entry.At).Take(50).Select(entry => Html.Of($"<div>{LogsPage.Severity(entry.Severity)} {entry.Message}</div>"))}");

    public static Html SpanRef(string traceId, string spanId, string text) => Html.Of($"""<a href="/traces/{traceId}#s-{spanId}">{text}</a>""");
}
