using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace HomeLab.Stacks.Compose.Reading;

/// <summary>What Compose writes as text: durations, sizes, flags, commands. Null: it is none.</summary>
static partial class ComposeScalars
{
    public static bool? Flag(string text) => text.ToUpperInvariant() switch
    {
        "TRUE" or "YES" or "ON" or "Y" or "1" => true,
        "FALSE" or "NO" or "OFF" or "N" or "0" => false,
        _ => null,
    };

    public static long? Number(string text) =>
        long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) ? number
        : decimal.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var real) && real == Math.Floor(real) && Math.Abs(real) < long.MaxValue ? (long)real
        : null;

    /// <summary><c>1h5m30s20ms</c>, or seconds.</summary>
    public static TimeSpan? Duration(string text)
    {
        if (decimal.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var seconds) && seconds < 1_000_000_000)
            return TimeSpan.FromTicks((long)(seconds * TimeSpan.TicksPerSecond));
        if (DurationForm().Match(text) is not { Success: true } match || text.Length == 0)
            return null;
        var ticks = 0m;
        foreach (Capture part in match.Groups["part"].Captures)
        {
            var unit = part.Value.TrimStart("0123456789.".ToCharArray());
            if (!decimal.TryParse(part.ValueSpan[..^unit.Length], NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var amount) || amount > 1_000_000_000_000)
                return null;
            ticks += amount * unit switch
            {
                "d" => TimeSpan.TicksPerDay,
                "h" => TimeSpan.TicksPerHour,
                "m" => TimeSpan.TicksPerMinute,
                "s" => TimeSpan.TicksPerSecond,
                "ms" => TimeSpan.TicksPerMillisecond,
                "us" or "µs" => TimeSpan.TicksPerMicrosecond,
                _ => 0.01m,
            };
        }
        return ticks < long.MaxValue ? TimeSpan.FromTicks((long)ticks) : null;
    }

    /// <summary><c>512m</c>, <c>1.5gb</c> or bytes; units are powers of 1024; -1 is without limit.</summary>
    public static long? Size(string text)
    {
        if (SizeForm().Match(text) is not { Success: true } match
            || !decimal.TryParse(match.Groups["amount"].ValueSpan, NumberStyles.AllowDecimalPoint | NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var amount)
            || amount > long.MaxValue)
        {
            return null;
        }
        var power = match.Groups["unit"].Value.ToUpperInvariant() switch { "K" => 1, "M" => 2, "G" => 3, "T" => 4, "P" => 5, _ => 0 };
        for (; power > 0 && amount < long.MaxValue; power--)
            amount *= 1024;
        return amount < long.MaxValue ? (long)amount : null;
    }

    /// <summary>Splits a command as a shell would that knows quotes and backslashes only.</summary>
    public static IReadOnlyList<string>? Words(string text)
    {
        var words = new List<string>();
        var word = new StringBuilder();
        var (isWord, quote) = (false, '\0');
        for (var at = 0; at < text.Length; at++)
        {
            var c = text[at];
            if (c == '\\' && quote != '\'' && at + 1 < text.Length && (quote == '\0' || text[at + 1] is '"' or '\\' or '$' or '`'))
                (isWord, _) = (true, word.Append(text[++at]));
            else if (quote != '\0' && c == quote)
                quote = '\0';
            else if (quote == '\0' && c is '"' or '\'' && quote == '\0')
                (isWord, quote) = (true, c);
            else if (quote == '\0' && char.IsWhiteSpace(c))
            {
                if (isWord)
                    words.Add(word.ToString());
                word.Clear();
                isWord = false;
            }
            else
                (isWord, _) = (true, word.Append(c));
        }
        if (isWord)
            words.Add(word.ToString());
        return quote == '\0' ? words : null;
    }

    [GeneratedRegex(@"^(?<part>\d+(\.\d+)?(d|h|ms|m|s|us|µs|ns))+$", RegexOptions.CultureInvariant)]
    private static partial Regex DurationForm();

    [GeneratedRegex(@"^(?<amount>-?\d+(\.\d+)?)\s*(?<unit>[kmgtp]?)(i?b)?$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex SizeForm();
}
