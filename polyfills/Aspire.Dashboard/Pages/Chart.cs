using System.Globalization;
using Aspire.Dashboard.Telemetry;

namespace Aspire.Dashboard.Pages;

/// <summary>Lines over time as inline SVG.</summary>
static class Chart
{
    const double Width = 400;
    const double Height = 124;
    const double Left = 56;
    const double Right = 394;
    const double Bottom = 104;
    const double Top = 10;

    static readonly int[] Steps = [1, 2, 4, 5, 6, 8, 10];

    public static Html Draw(IReadOnlyList<ChartLine> lines, Instrument instrument)
    {
        var drawn = lines.Where(line => line.Points.Count > 0).ToList();
        var points = drawn.SelectMany(line => line.Points).ToList();
        var (from, to) = (points.Min(point => point.At), points.Max(point => point.At));
        var (low, high) = (Math.Min(0, points.Min(point => point.Value)), Ceiling(points.Max(point => point.Value)));
        double X(long at) => to == from ? Right : Left + (at - from) * (Right - Left) / (to - from);
        double Y(double value) => Bottom - (value - low) * (Bottom - Top) / (high - low);
        string Path(ChartLine line) => string.Join(' ', line.Points.Select(point => string.Create(CultureInfo.InvariantCulture, $"{X(point.At):0.#},{Y(point.Value):0.#}")));
        return Html.Of(
            $"""
            <svg viewBox="0 0 {Width} {Height}" role="img" aria-label="{instrument.Name}">
            {new[] { low, (low + high) / 2, high }.Select(value => Html.Of($"""<line x1="{Left}" x2="{Right}" y1="{Y(value)}" y2="{Y(value)}"/><text x="{Left - 6}" y="{Y(value) + 4}" text-anchor="end">{Format.Quantity(value, instrument.Unit)}</text>"""))}
            <text x="{Left}" y="{Height - 4}">{Format.Time(from)[..8]}</text>{Html.When(to > from, $"""<text x="{Right}" y="{Height - 4}" text-anchor="end">{Format.Time(to)[..8]}</text>""")}
            {drawn.Select((line, i) => Html.Of($"""<g class="c{i}"><polyline points="{Path(line)}"/><circle cx="{X(line.Points[^1].At)}" cy="{Y(line.Points[^1].Value)}" r="2.5"/></g>"""))}
            </svg>
            <table class="legend"><tbody>{drawn.Select((line, i) => Legend(line, i, instrument))}</tbody></table>
            """);
    }

    static Html Legend(ChartLine line, int color, Instrument instrument) => Html.Of(
        $"""<tr><td><span class="service c{color}"><span>{(line.Name.Length == 0 ? "now" : line.Name)}</span></span></td><td class="num">{Format.Quantity(line.Points[^1].Value, instrument.Unit)}{Html.When(instrument.Kind == InstrumentKind.Counter, $"/s")}</td>{Html.When(line.Total is not null, $"""<td class="num dim">{Format.Quantity(line.Total ?? 0, instrument.Unit)} in all</td>""")}</tr>""");

    /// <summary>The next number that is easily read and halved.</summary>
    public static double Ceiling(double value)
    {
        if (value <= 0) return 1;

        var power = Math.Pow(10, Math.Floor(Math.Log10(value)));
        return power * Steps.First(step => step * power >= value * 0.999999 || step == 10);
    }
}
