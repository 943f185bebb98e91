using System.Globalization;

namespace HomeLab.Simulators.Proxmox.Backups;

/// <summary>When a job runs next, for the plain schedules: <c>02:00</c>, <c>sun 01:00</c>, <c>mon,wed 03:30</c>.</summary>
static class NextRun
{
    public static DateTimeOffset? Of(IReadOnlyDictionary<string, string> job, DateTimeOffset now)
    {
        if (job.GetValueOrDefault("enabled") == "0" || job.GetValueOrDefault("schedule") is not { } schedule)
            return null;
        var parts = schedule.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        if (parts.Length is 0 or > 2 || !TimeOnly.TryParseExact(parts[^1], "H:mm", CultureInfo.InvariantCulture, DateTimeStyles.None, out var at))
            return null;
        var days = parts.Length == 2 ? parts[0].Split(',') : [];
        return Enumerable.Range(0, 8).Select(day => new DateTimeOffset(now.UtcDateTime.Date.AddDays(day) + at.ToTimeSpan(), TimeSpan.Zero))
            .FirstOrDefault(run => run > now && (days.Length == 0 || days.Contains(run.DayOfWeek.ToString()[..3], StringComparer.OrdinalIgnoreCase)));
    }
}
