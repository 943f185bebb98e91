using System.Globalization;

namespace Aspire.Dashboard.Pages;

/// <summary>Lines over time as inline SVG.</summary>
static class Chart
{
    const double Width = 400;
    const double Height = 120;
    const double Left = 46;
    const double Bottom = 104;
    const double Top = 8;

    public static Html Draw(IReadOnlyList<ChartLine> lines, string label)
    {
        var points = lines.SelectMany(line => line.Points).ToList();
        if (points.Count == 0) return Html.Of($"""<p class="dim">Nothing measured in this time.</p>""");

        var (from, to) = (points.Min(point => point.At), points.Max(point => point.At));
        var (low, high) = (Math.Min(0, points.Min(point => point.Value)), points.Max(point => point.Value));
        if (high <= low) high = low + 1;
        double X(long at) => to == from ? Width : Left + (at - from) * (Width - Left) / (to - from);
        double Y(double value) => Bottom - (value - low) * (Bottom - Top) / (high - low);
        string Path(ChartLine line) => string.Join(' ', line.Points.Select(point => string.Create(CultureInfo.InvariantCulture, $"{X(point.At):0.#},{Y(point.Value):0.#}")));
        return Html.Of(
            $"""
            <svg viewBox="0 0 {Width} {Height}" role="img" aria-label="{label}">
            {new[] { low, (low + high) / 2, high }.Select(value => Html.Of($"""<line x1="{Left}" x2="{Width}" y1="{Y(value)}" y2="{Y(value)}"/><text x="{Left - 5}" y="{Y(value) + 4}" text-anchor="end">{Format.Number(value)}</text>"""))}
            <text x="{Left}" y="{Height - 2}">{Format.Time(from)[..8]}</text><text x="{Width}" y="{Height - 2}" text-anchor="end">{Format.Time(to)[..8]}</text>
            {lines.Select((line, i) => Html.Of($"""<polyline class="c{i}" points="{Path(line)}"/>"""))}
            </svg>
            <div class="legend">{lines.Select((line, i) => Html.Of($"""<span class="service c{i}"><span>{(line.Name.Length == 0 ? "value" : line.Name)}: {(line.Points.Count == 0 ? "-" : Format.Number(line.Points[^1].Value))}</span></span>"""))}</div>
            """);
    }
}
