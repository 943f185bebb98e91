using NCrontab;

namespace HomeLab.Stacks.Jobs;

/// <summary>When a job is due: five fields of crontab, read by the clock of a time zone.</summary>
/// <remarks>
/// A time that the clocks skip is due once, at the first instant after them. A time that comes twice is due the first time, and both times where the
/// schedule leaves the hour open (<c>*</c>, <c>*/2</c>).
/// </remarks>
sealed class JobSchedule
{
    const int Fields = 5;
    const int Hour = 1;
    const int DayOfMonth = 2;
    const int DayOfWeek = 4;

    /// <summary>29 February comes back within these, also where a century has none.</summary>
    const int MostYears = 9;

    /// <summary>No change of clocks is wider.</summary>
    static readonly TimeSpan Widest = TimeSpan.FromHours(3);

    readonly CrontabSchedule cron;
    readonly TimeZoneInfo zone;
    readonly bool isEachHour;

    JobSchedule(CrontabSchedule cron, TimeZoneInfo zone, bool isEachHour) => (this.cron, this.zone, this.isEachHour) = (cron, zone, isEachHour);

    /// <exception cref="FormatException">It is none; says why.</exception>
    public static JobSchedule Parse(string text, TimeZoneInfo zone)
    {
        var fields = text.Split((char[])[' ', '\t'], StringSplitOptions.RemoveEmptyEntries);
        if (fields.Length != Fields)
            throw new FormatException("it has to have five fields: minute, hour, day of the month, month, day of the week");
        // Programs do not agree whether one of the two or both have to be so.
        if (!IsOpen(fields[DayOfMonth]) && !IsOpen(fields[DayOfWeek]))
            throw new FormatException("it names days of the month and of the week; make two jobs of it");
        if (text.Contains("/0", StringComparison.Ordinal))
            throw new FormatException("a step begins with 1 to 9");
        var schedule = new JobSchedule(Cron(string.Join(' ', fields)), zone, IsOpen(fields[Hour]));
        return schedule.NextAfter(DateTimeOffset.UnixEpoch) is null ? throw new FormatException("there is no such day") : schedule;
    }

    /// <returns>The first time after that one; null: there is none.</returns>
    public DateTimeOffset? NextAfter(DateTimeOffset then)
    {
        var from = TimeZoneInfo.ConvertTime(then, zone).DateTime - Widest;
        DateTimeOffset? next = null;
        foreach (var local in cron.GetNextOccurrences(from, from.AddYears(MostYears)))
        {
            if (next is { } found && local > TimeZoneInfo.ConvertTime(found, zone).DateTime + Widest)
                break;
            foreach (var instant in InstantsOf(local).Where(it => it > then && !(it >= next)))
                next = instant;
        }
        return next;
    }

    /// <summary>Those after the one and up to the other, the oldest first.</summary>
    public IEnumerable<DateTimeOffset> Between(DateTimeOffset after, DateTimeOffset upTo)
    {
        for (var next = NextAfter(after); next is { } due && due <= upTo; next = NextAfter(due))
            yield return due;
    }

    IEnumerable<DateTimeOffset> InstantsOf(DateTime local)
    {
        while (zone.IsInvalidTime(local))
            local = local.AddMinutes(1);
        if (!zone.IsAmbiguousTime(local))
            return [At(local, zone.GetUtcOffset(local))];
        var offsets = zone.GetAmbiguousTimeOffsets(local);
        return isEachHour ? offsets.Select(it => At(local, it)) : [At(local, offsets.Max())];
    }

    static DateTimeOffset At(DateTime local, TimeSpan offset) => new DateTimeOffset(local, offset).ToUniversalTime();

    static CrontabSchedule Cron(string text)
    {
        try
        {
            return CrontabSchedule.Parse(text);
        }
        catch (CrontabException exception)
        {
            throw new FormatException(exception.Message, exception);
        }
    }

    static bool IsOpen(string field) => field.StartsWith('*');
}
