using System.Globalization;

namespace HomeLab.ServiceDefaults.Rpc;

/// <summary>The header by which a call carries its deadline: at most eight digits and a unit.</summary>
static class GrpcTimeout
{
    public const string Header = "grpc-timeout";
    const int MostDigits = 8;

    /// <summary>The header as given when it is within the maximum, else the maximum.</summary>
    public static string Bounded(string header, TimeSpan maximum) =>
        Parse(header) is { } asked && asked <= maximum
            ? header
            : string.Create(CultureInfo.InvariantCulture, $"{(long)maximum.TotalMilliseconds}m");

    static TimeSpan? Parse(string header)
    {
        if (header.Length is < 2 or > MostDigits + 1
            || !long.TryParse(header.AsSpan(0, header.Length - 1), NumberStyles.None, CultureInfo.InvariantCulture, out var value))
        {
            return null;
        }
        return header[^1] switch
        {
            'H' => TimeSpan.FromHours(value),
            'M' => TimeSpan.FromMinutes(value),
            'S' => TimeSpan.FromSeconds(value),
            'm' => TimeSpan.FromMilliseconds(value),
            'u' => TimeSpan.FromMicroseconds(value),
            'n' => TimeSpan.FromTicks(value / TimeSpan.NanosecondsPerTick),
            _ => null,
        };
    }
}
