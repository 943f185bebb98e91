using System.Text;

namespace HomeLab.ServiceDefaults.Telemetry.Prometheus;

/// <summary>Metrics as text.</summary>
static class Exposition
{
    public static string Write(IEnumerable<MetricFamily> families, ExpositionFormat format)
    {
        var text = new StringBuilder();
        foreach (var family in families.Where(it => it.Samples.Count > 0))
        {
            Head(text, family, format);
            foreach (var sample in family.Samples)
            {
                Line(text, family, sample);
            }
        }
        return format.IsOpenMetrics ? text.Append("# EOF\n").ToString() : text.ToString();
    }

    /// <summary>In OpenMetrics a family is named without the suffixes of its samples; the older format names counters and infos with them.</summary>
    static void Head(StringBuilder text, MetricFamily family, ExpositionFormat format)
    {
        var (suffix, type) = (family.Kind, format.IsOpenMetrics) switch
        {
            (MetricKind.Counter, false) => ("_total", "counter"),
            (MetricKind.Info, false) => ("_info", "gauge"),
            (var kind, _) => ("", kind switch
            {
                MetricKind.Counter => "counter",
                MetricKind.Histogram => "histogram",
                MetricKind.Info => "info",
                _ => "gauge",
            }),
        };
        var name = family.Name + suffix;
        if (family.Help.Length > 0)
        {
            text.Append("# HELP ").Append(name).Append(' ').Append(Escaped(family.Help, quotes: format.IsOpenMetrics)).Append('\n');
        }
        text.Append("# TYPE ").Append(name).Append(' ').Append(type).Append('\n');
        if (format.IsOpenMetrics && family.Unit.Length > 0)
        {
            text.Append("# UNIT ").Append(name).Append(' ').Append(family.Unit).Append('\n');
        }
    }

    static void Line(StringBuilder text, MetricFamily family, MetricSample sample)
    {
        text.Append(family.Name).Append(sample.Suffix);
        if (sample.Labels.Count > 0)
        {
            text.Append('{').AppendJoin(',', sample.Labels.Select(it => $"{it.Key}=\"{Escaped(it.Value, quotes: true)}\"")).Append('}');
        }
        text.Append(' ').Append(sample.Value).Append('\n');
    }

    static string Escaped(string value, bool quotes)
    {
        var escaped = value.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\n", "\\n", StringComparison.Ordinal);
        return quotes ? escaped.Replace("\"", "\\\"", StringComparison.Ordinal) : escaped;
    }
}
