using Microsoft.Extensions.Primitives;
using Microsoft.Net.Http.Headers;

namespace HomeLab.ServiceDefaults.Telemetry.Prometheus;

/// <summary>The two text formats that Prometheus reads.</summary>
/// <remarks>https://prometheus.io/docs/instrumenting/exposition_formats, https://prometheus.io/docs/specs/om/open_metrics_spec.</remarks>
sealed record ExpositionFormat(string ContentType, bool IsOpenMetrics)
{
    public static ExpositionFormat Text { get; } = new("text/plain; version=0.0.4; charset=utf-8", false);

    public static ExpositionFormat OpenMetrics { get; } = new("application/openmetrics-text; version=1.0.0; charset=utf-8", true);

    /// <summary>OpenMetrics for who prefers it or likes both alike; text for everyone else.</summary>
    public static ExpositionFormat For(StringValues accept)
    {
        if (!MediaTypeHeaderValue.TryParseList(accept, out var types))
        {
            return Text;
        }
        var open = Quality(types.Where(it => it.MediaType == "application/openmetrics-text" && Version(it) is "" or "1.0.0"));
        var text = Quality(types.Where(it => it.MediaType == "text/plain"));
        return open > 0 && open >= text ? OpenMetrics : Text;
    }

    static double Quality(IEnumerable<MediaTypeHeaderValue> types) => types.Select(it => it.Quality ?? 1).DefaultIfEmpty(0).Max();

    static string Version(MediaTypeHeaderValue type) =>
        type.Parameters.FirstOrDefault(it => it.Name.Equals("version", StringComparison.OrdinalIgnoreCase))?.Value.ToString() ?? "";
}
