using System.Globalization;

namespace HomeLab.Inventory.Findings.Rules;

/// <summary>How often a schedule comes at least, roughly: an hour, a day, a week or a month.</summary>
static class CronInterval
{
    static readonly TimeSpan Day = TimeSpan.FromDays(1);

    /// <param name="schedule">Five fields, six with seconds first, or <c>@daily</c> and <c>@every 6h</c>.</param>
    public static TimeSpan Of(string schedule)
    {
        var words = schedule.Split(' ', StringSplitOptions.RemoveEmptyEntries).SkipWhile(it => it.StartsWith("TZ=", StringComparison.Ordinal) || it.StartsWith("CRON_TZ=", StringComparison.Ordinal)).ToArray();
        return words switch
        {
            ["@hourly"] => TimeSpan.FromHours(1),
            ["@weekly"] => 7 * Day,
            ["@monthly"] => 31 * Day,
            ["@yearly" or "@annually"] => 366 * Day,
            ["@every", var every] => Duration(every) ?? Day,
            [_, _, var hour, var day, var month, var weekday] => Of(hour, day, month, weekday),
            [_, var hour, var day, var month, var weekday] => Of(hour, day, month, weekday),
            _ => Day,
        };
    }

    static TimeSpan Of(string hour, string day, string month, string weekday) => (hour, day, month, weekday) switch
    {
        (_, _, not "*", _) => 366 * Day,
        (_, not ("*" or "?"), _, _) => 31 * Day,
        (_, _, _, not ("*" or "?")) => 7 * Day,
        ("*", _, _, _) => TimeSpan.FromHours(1),
        _ => Day,
    };

    static TimeSpan? Duration(string text) => int.TryParse(text[..^1], NumberStyles.None, CultureInfo.InvariantCulture, out var number)
        ? text[^1] switch
        {
            'm' => TimeSpan.FromMinutes(number),
            'h' => TimeSpan.FromHours(number),
            _ => null,
        }
        : null;
}
