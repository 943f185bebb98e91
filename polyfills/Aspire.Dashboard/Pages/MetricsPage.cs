using Aspire.Dashboard.Telemetry;

namespace Aspire.Dashboard.Pages;

static class MetricsPage
{
    /// <summary>The fleet's own meter, which people come for.</summary>
    const string First = "HomeLab";

    public static Html Render(MetricStore store, string? service, string? text)
    {
        var services = store.Services();
        var chosen = string.IsNullOrEmpty(service) ? (services.Count > 0 ? services[0] : null) : service;
        var meters = store.Of(chosen ?? "")
            .Where(series => string.IsNullOrWhiteSpace(text) || series.Instrument.Name.Contains(text.Trim(), StringComparison.OrdinalIgnoreCase))
            .GroupBy(series => (series.Instrument.Meter, series.Instrument.Name))
            .OrderBy(group => group.Key.Name, StringComparer.Ordinal)
            .GroupBy(group => group.Key.Meter, Instrumented.Of)
            .OrderByDescending(meter => meter.Key == First).ThenBy(meter => meter.Key, StringComparer.Ordinal)
            .ToList();
        return Layout.Page("Metrics", "/metrics", Filter(services, chosen, text), meters.Count == 0
            ? Layout.Nothing(services.Count == 0 ? "No measurement has arrived yet." : "No instrument matches.")
            : Html.Of($"{Jump(meters.Select(meter => meter.Key))}{meters.Select(Meter)}"), every: 5000);
    }

    static Html Filter(IReadOnlyList<string> services, string? chosen, string? text) => Html.Of(
        $"""
        <form class="filter" method="get" role="search">
        <label>Service<select name="service">{(services.Count == 0 ? [Layout.Option("", "None yet", "")] : services.Select(name => Layout.Option(name, name, chosen)))}</select></label>
        <label class="grow">Instrument<input type="search" name="q" value="{text}" placeholder="A part of its name"></label><button>Show</button></form>
        """);

    static Html Jump(IEnumerable<string> meters) => Html.Of(
        $"""<nav class="jump" aria-label="Meters">{meters.Select(meter => Html.Of($"""<a href="#m-{meter}">{meter}</a>"""))}</nav>""");

    static Html Meter(IGrouping<string, Instrumented> meter)
    {
        var (drawn, empty) = (meter.Where(one => one.HasPoints).ToList(), meter.Where(one => !one.HasPoints).ToList());
        return Html.Of(
            $"""
            <h2 id="m-{meter.Key}">{meter.Key}</h2><div class="charts">{drawn.Select(Card)}</div>
            {Html.When(empty.Count > 0, $"""<p class="dim">Nothing to draw yet: {string.Join(", ", empty.Select(one => one.Instrument.Name))}</p>""")}
            """);
    }

    static Html Card(Instrumented one) => Html.Of(
        $"""
        <section class="panel chart"><h3>{one.Instrument.Name} <span class="dim">{Unit(one.Instrument)}</span></h3><p>{one.Instrument.Description}</p>
        {Chart.Draw(one.Lines, one.Instrument)}
        {Html.When(one.Instrument.Kind != InstrumentKind.Histogram && one.Series > one.Lines.Count, $"""<p>The {one.Lines.Count} largest of {one.Series} series.</p>""")}</section>
        """);

    // {request} is an annotation in UCUM and no unit: it says what is counted.
    static string Unit(Instrument instrument)
    {
        var unit = instrument.Unit switch { "By" => "bytes", "s" => "time", "ms" => "time", "1" => "", _ => instrument.Unit.Trim('{', '}').Replace('_', ' ') };
        return instrument.Kind switch { InstrumentKind.Counter => $"{unit} per second", InstrumentKind.Histogram => "p50, p90, p99", _ => unit };
    }

    /// <summary>An instrument with what is drawn of it.</summary>
    sealed record Instrumented(Instrument Instrument, IReadOnlyList<ChartLine> Lines, int Series)
    {
        public bool HasPoints => Lines.Any(line => line.Points.Count > 0);

        public static Instrumented Of(IGrouping<(string Meter, string Name), Series> group)
        {
            var series = group.ToList();
            return new Instrumented(series[0].Instrument, ChartLines.Of(series), series.Count);
        }
    }
}
