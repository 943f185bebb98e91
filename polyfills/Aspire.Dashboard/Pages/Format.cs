using System.Globalization;

namespace Aspire.Dashboard.Pages;

/// <summary>Times and numbers as people read them, in the time zone of this machine.</summary>
static class Format
{
    public static DateTimeOffset When(long unixNanoseconds) => DateTimeOffset.UnixEpoch.AddTicks(Math.Clamp(unixNanoseconds / 100, 0, 2_500_000_000_000_000_000)).ToLocalTime();

    public static string Time(long unixNanoseconds) => When(unixNanoseconds).ToString("HH:mm:ss.fff", CultureInfo.InvariantCulture);

    public static string DateAndTime(long unixNanoseconds) => When(unixNanoseconds).ToString("yyyy-MM-dd HH:mm:ss.fff", CultureInfo.InvariantCulture);

    /// <summary>Three digits that count, in the unit that suits.</summary>
    public static string Duration(long nanoseconds) => nanoseconds switch
    {
        0 => "0",
        < 1_000 => $"{nanoseconds} ns",
        < 1_000_000 => Three(nanoseconds / 1e3, "µs"),
        < 1_000_000_000 => Three(nanoseconds / 1e6, "ms"),
        < 60_000_000_000 => Three(nanoseconds / 1e9, "s"),
        < 3_600_000_000_000 => $"{nanoseconds / 60_000_000_000} min {nanoseconds / 1_000_000_000 % 60} s",
        _ => $"{nanoseconds / 3_600_000_000_000} h {nanoseconds / 60_000_000_000 % 60} min",
    };

    /// <summary>A measured value with its unit, by the names that OpenTelemetry gives units (UCUM).</summary>
    public static string Quantity(double value, string unit) => unit switch
    {
        "s" => Seconds(value),
        "ms" => Seconds(value / 1e3),
        "By" => $"{Number(value)}{(Math.Abs(value) < 1e4 ? " B" : "B")}",
        "%" => $"{Number(value)} %",
        _ => Number(value),
    };

    public static string Number(double value) => Math.Abs(value) switch
    {
        >= 1e9 => Three(value / 1e9, "G"),
        >= 1e6 => Three(value / 1e6, "M"),
        >= 1e4 => Three(value / 1e3, "k"),
        >= 100 => value.ToString("0", CultureInfo.InvariantCulture),
        >= 0.01 or 0 => value.ToString("0.###", CultureInfo.InvariantCulture),
        _ => value.ToString("0.##e+0", CultureInfo.InvariantCulture),
    };

    static string Seconds(double value) => value < 0 ? $"-{Seconds(-value)}" : Duration((long)Math.Min(value * 1e9, long.MaxValue / 2));

    static string Three(double value, string unit) =>
        $"{value.ToString(value switch { >= 100 => "0", >= 10 => "0.#", _ => "0.##" }, CultureInfo.InvariantCulture)} {unit}";
}
