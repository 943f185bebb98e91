using System.Globalization;
using Google.Protobuf.WellKnownTypes;

namespace HomeLab.Cli.Output;

/// <summary>Times as people say them.</summary>
static class Times
{
    /// <summary><c>12s</c>, <c>3m</c>, <c>5h</c>, <c>2d</c>.</summary>
    public static string Short(TimeSpan time) => string.Create(CultureInfo.InvariantCulture, $"{time switch
    {
        { TotalSeconds: < 1 } => "0s",
        { TotalSeconds: < 120 } => $"{(int)time.TotalSeconds}s",
        { TotalMinutes: < 120 } => $"{(int)time.TotalMinutes}m",
        { TotalHours: < 48 } => $"{(int)time.TotalHours}h",
        _ => $"{(int)time.TotalDays}d",
    }}");

    public static string Short(Duration? time) => time is null ? "" : Short(time.ToTimeSpan());

    public static string Ago(Timestamp? at, DateTimeOffset now) => at is null ? "" : $"{Short(now - at.ToDateTimeOffset())} ago";

    /// <summary><c>in 5m</c>, or <c>now</c> where it is due.</summary>
    public static string Until(Timestamp? at, DateTimeOffset now) =>
        at is null ? "" : at.ToDateTimeOffset() - now is { Ticks: > 0 } left ? $"in {Short(left)}" : "now";

    /// <summary>In UTC, as the logs have it.</summary>
    public static string Instant(Timestamp? at) =>
        at is null ? "" : at.ToDateTimeOffset().ToString("yyyy-MM-dd HH:mm:ss'Z'", CultureInfo.InvariantCulture);
}
