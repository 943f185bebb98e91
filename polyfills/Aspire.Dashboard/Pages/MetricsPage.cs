using Aspire.Dashboard.Telemetry;

namespace Aspire.Dashboard.Pages;

static class MetricsPage
{
    public static Html Render(MetricStore store, string? service, string? text)
    {
        var services = store.Services();
        var chosen = string.IsNullOrEmpty(service) ? (services.Count > 0 ? services[0] : null) : service;
        var instruments = store.Of(chosen ?? "")
            .Where(series => string.IsNullOrWhiteSpace(text) || series.Instrument.Name.Contains(text.Trim(), StringComparison.OrdinalIgnoreCase))
            .GroupBy(series => (series.Instrument.Meter, series.Instrument.Name))
            .OrderBy(group => group.Key.Meter, StringComparer.Ordinal).ThenBy(group => group.Key.Name, StringComparer.Ordinal)
            .GroupBy(group => group.Key.Meter)
            .ToList();
        return Layout.Page("Metrics", "/metrics", Filter(services, chosen, text), instruments.Count == 0
            ? Layout.Nothing(services.Count == 0 ? "No measurement has arrived yet." : "No instrument matches.")
            : Html.Of($"{instruments.Select(meter => Html.Of($"""<h2>{meter.Key}</h2><div class="charts">{meter.Select(one => Card(one.ToList()))}</div>"""))}"), every: 5000);
    }

    static Html Filter(IReadOnlyList<string> services, string? chosen, string? text) => Html.Of(
        $"""
        <form class="filter" method="get" role="search">
        <label>Service<select name="service">{services.Select(name => Layout.Option(name, name, chosen))}</select></label>
        <label>Instrument<input type="search" name="q" value="{text}"></label><button>Show</button></form>
        """);

    static Html Card(List<Series> series)
    {
        var instrument = series[0].Instrument;
        var unit = instrument.Kind == InstrumentKind.Counter ? $"{instrument.Unit} per second" : instrument.Unit;
        return Html.Of(
            $"""
            <section class="panel chart"><h3>{instrument.Name} <span class="dim">{unit}</span></h3><p>{instrument.Description}</p>
            {Chart.Draw(ChartLines.Of(series), instrument.Name)}
            {Html.When(instrument.Kind != InstrumentKind.Histogram && series.Count > 8, $"""<p>The 8 largest of {series.Count} series.</p>""")}</section>
            """);
    }
}
