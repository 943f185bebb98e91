using System.Globalization;

namespace Aspire.Dashboard.Pages;

/// <summary>Times and numbers as people read them, in the time zone of this machine.</summary>
static class Format
{
    public static DateTimeOffset When(long unixNanoseconds) => DateTimeOffset.UnixEpoch.AddTicks(Math.Clamp(unixNanoseconds / 100, 0, 2_500_000_000_000_000_000)).ToLocalTime();

    public static string Time(long unixNanoseconds) => When(unixNanoseconds).ToString("HH:mm:ss.fff", CultureInfo.InvariantCulture);

    public static string DateAndTime(long unixNanoseconds) => When(unixNanoseconds).ToString("yyyy-MM-dd HH:mm:ss.fff", CultureInfo.InvariantCulture);

    public static string Duration(long nanoseconds) => nanoseconds switch
    {
        < 1_000 => $"{nanoseconds} ns",
        < 1_000_000 => Text(nanoseconds / 1e3, "0.#", "µs"),
        < 1_000_000_000 => Text(nanoseconds / 1e6, "0.##", "ms"),
        < 60_000_000_000 => Text(nanoseconds / 1e9, "0.##", "s"),
        _ => Text(nanoseconds / 6e10, "0.#", "min"),
    };

    public static string Number(double value) => Math.Abs(value) switch
    {
        >= 1e9 => Text(value / 1e9, "0.##", "G"),
        >= 1e6 => Text(value / 1e6, "0.##", "M"),
        >= 1e4 => Text(value / 1e3, "0.#", "k"),
        >= 100 => value.ToString("0", CultureInfo.InvariantCulture),
        >= 0.01 or 0 => value.ToString("0.###", CultureInfo.InvariantCulture),
        _ => value.ToString("0.##e+0", CultureInfo.InvariantCulture),
    };

    static string Text(double value, string format, string unit) => $"{value.ToString(format, CultureInfo.InvariantCulture)} {unit}";
}
