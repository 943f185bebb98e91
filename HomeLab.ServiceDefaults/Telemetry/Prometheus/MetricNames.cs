namespace HomeLab.ServiceDefaults.Telemetry.Prometheus;

/// <summary>Names of metrics: letters, digits and single underscores, with the unit in words at the end.</summary>
static class MetricNames
{
    /// <returns>The family's name and its unit; the unit is empty where there is none.</returns>
    public static (string Name, string Unit) Of(string metric, string unit, MetricKind kind)
    {
        var name = LabelNames.Clean(metric);
        var word = UnitWord(unit, kind);
        if (kind == MetricKind.Counter && name.EndsWith("_total", StringComparison.Ordinal))
        {
            name = name[..^"_total".Length];
        }
        return word.Length == 0 || name.EndsWith("_" + word, StringComparison.Ordinal) ? (name, word) : ($"{name}_{word}", word);
    }

    static string UnitWord(string unit, MetricKind kind)
    {
        // What stands in braces is a remark: {call}.
        var bare = unit.IndexOf('{', StringComparison.Ordinal) is >= 0 and var brace ? unit[..brace] : unit;
        if (bare == "1")
        {
            return kind == MetricKind.Gauge ? "ratio" : "";
        }
        return bare.Split('/') is [var of, var per] && per.Length > 0
            ? LabelNames.Clean($"{Word(of)}_per_{PerWord(per)}")
            : bare.Length == 0 ? "" : LabelNames.Clean(Word(bare));
    }

    /// <summary>Units of UCUM by the words that Prometheus uses.</summary>
    static string Word(string unit) => unit switch
    {
        "d" => "days",
        "h" => "hours",
        "min" => "minutes",
        "s" => "seconds",
        "ms" => "milliseconds",
        "us" => "microseconds",
        "ns" => "nanoseconds",
        "By" => "bytes",
        "KiBy" => "kibibytes",
        "MiBy" => "mebibytes",
        "GiBy" => "gibibytes",
        "KBy" => "kilobytes",
        "MBy" => "megabytes",
        "GBy" => "gigabytes",
        "m" => "meters",
        "V" => "volts",
        "A" => "amperes",
        "J" => "joules",
        "W" => "watts",
        "g" => "grams",
        "Cel" => "celsius",
        "Hz" => "hertz",
        "%" => "percent",
        _ => unit,
    };

    static string PerWord(string unit) => unit switch
    {
        "s" => "second",
        "min" or "m" => "minute",
        "h" => "hour",
        "d" => "day",
        "w" => "week",
        "mo" => "month",
        "y" => "year",
        _ => Word(unit),
    };
}
