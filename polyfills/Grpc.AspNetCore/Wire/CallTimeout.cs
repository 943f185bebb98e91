using System.Globalization;

namespace Grpc.Wire;

/// <summary>The value of <c>grpc-timeout</c>: at most eight digits and a unit.</summary>
static class CallTimeout
{
    const long MostDigits = 99_999_999;

    public static string Encode(TimeSpan timeout)
    {
        if (timeout <= TimeSpan.Zero) return "1n";
        // Each unit rounds up, so that the server never gives up before the client does.
        foreach (var (unit, ticks) in Units)
        {
            var value = (timeout.Ticks + ticks - 1) / ticks;
            if (value <= MostDigits) return value.ToString(CultureInfo.InvariantCulture) + unit;
        }
        return $"{MostDigits}H";
    }

    /// <summary>False for a malformed value, which then sets no deadline.</summary>
    public static bool TryDecode(string? value, out TimeSpan timeout)
    {
        timeout = default;
        if (value is not { Length: >= 2 and <= 9 }) return false;
        if (!long.TryParse(value.AsSpan(0, value.Length - 1), NumberStyles.None, CultureInfo.InvariantCulture, out var amount)) return false;

        switch (value[^1])
        {
            case 'n':
                timeout = TimeSpan.FromTicks(amount / TimeSpan.NanosecondsPerTick);
                return true;
            case var unit when Array.Find(Units, u => u.Unit == unit) is { Ticks: > 0 } known:
                timeout = amount > TimeSpan.MaxValue.Ticks / known.Ticks ? TimeSpan.MaxValue : TimeSpan.FromTicks(amount * known.Ticks);
                return true;
            default:
                return false;
        }
    }

    static readonly (char Unit, long Ticks)[] Units =
    [
        ('u', TimeSpan.TicksPerMicrosecond),
        ('m', TimeSpan.TicksPerMillisecond),
        ('S', TimeSpan.TicksPerSecond),
        ('M', TimeSpan.TicksPerMinute),
        ('H', TimeSpan.TicksPerHour),
    ];
}
