using Aspire.Dashboard.Telemetry;

namespace Aspire.Dashboard.Pages;

static class LogsPage
{
    const int Shown = 300;

    public static Html Render(LogStore store, LogQuery query)
    {
        var entries = store.Search(query, Shown);
        return Layout.Page("Structured logs", "/logs", Filter(store, query), entries.Count == 0
            ? Layout.Nothing(query == new LogQuery() ? "No log entry has arrived yet." : "No log entry matches.")
            : List(entries));
    }

    public static Html List(IReadOnlyList<LogEntry> entries) => Html.Of($"""<div class="panel">{entries.Select(Entry)}</div>""");

    public static Html Severity(LogSeverity severity) =>
        Html.Of($"""<span class="{(severity >= LogSeverity.Error ? "tag bad" : severity == LogSeverity.Warning ? "tag warn" : "level dim")}">{severity.ToString()}</span>""");

    static Html Filter(LogStore store, LogQuery query) => Html.Of(
        $"""
        <form class="filter" method="get" role="search">
        <label class="grow">Search messages and attributes<input type="search" name="q" value="{query.Text}"></label>
        {Layout.Select("service", "Service", "All services", store.Services(), query.Service)}
        <label>Level<select name="level">{Enum.GetNames<LogSeverity>().Select(name => Layout.Option(name, name == nameof(LogSeverity.Trace) ? "All levels" : name == nameof(LogSeverity.Critical) ? name : $"{name} and above", query.AtLeast.ToString()))}</select></label>
        <label>Trace id<input type="search" class="id" name="trace" value="{query.TraceId}"></label>
        <button>Search</button></form>
        """);

    static Html Entry(LogEntry entry) => Html.Of(
        $"""
        <details class="log" id="l-{entry.Number}"><summary><span class="dim nowrap" title="{Format.DateAndTime(entry.At)}">{Format.Time(entry.At)}</span><span>{Severity(entry.Severity)}</span>
        <span>{Layout.Service(entry.Sender.Service)}</span><span class="text short">{entry.Message}</span></summary>
        <div class="inside"><p class="text">{entry.Message}</p>
        <dl class="facts">{Layout.Fact("Category", Html.Of($"{entry.Category}"))}{Layout.Fact("Instance", Html.Of($"{entry.Sender.Instance}"))}
        {(entry.TraceId is { } trace ? Layout.Fact("Trace", Html.Of($"""<a href="/traces/{trace}{(entry.SpanId is { } span ? $"#s-{span}" : "")}">{trace}</a>""")) : Html.Empty)}</dl>
        {Layout.Tags(entry.Tags)}</div></details>
        """);
}
