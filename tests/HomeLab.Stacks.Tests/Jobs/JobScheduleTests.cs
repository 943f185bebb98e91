using System.Globalization;
using HomeLab.Stacks.Jobs;

namespace HomeLab.Stacks.Tests.Jobs;

public sealed class JobScheduleTests
{
    /// <summary>In Berlin the clocks go forward at 01:00Z on 29 March 2026, from 02:00 to 03:00, and back at 01:00Z on 25 October 2026, from 03:00 to 02:00.</summary>
    [Theory]
    [InlineData("0 3 * * *", "UTC", "2026-03-28 12:00", "2026-03-29 03:00", "2026-03-30 03:00")]
    [InlineData("*/15 * * * *", "UTC", "2026-06-01 12:00", "2026-06-01 12:15", "2026-06-01 12:30")]
    [InlineData("0 12 29 2 *", "UTC", "2026-06-01 12:00", "2028-02-29 12:00", "2032-02-29 12:00")]
    [InlineData("30 4 * jan,dec mon-wed", "UTC", "2026-06-01 12:00", "2026-12-01 04:30", "2026-12-02 04:30")]
    [InlineData("30 4 * * 0", "UTC", "2026-06-01 12:00", "2026-06-07 04:30", "2026-06-14 04:30")]
    [InlineData("0 3 * * *", "Europe/Berlin", "2026-03-27 12:00", "2026-03-28 02:00", "2026-03-29 01:00", "2026-03-30 01:00")]
    [InlineData("30 2 * * *", "Europe/Berlin", "2026-03-28 00:00", "2026-03-28 01:30", "2026-03-29 01:00", "2026-03-30 00:30")]
    [InlineData("*/20 * * * *", "Europe/Berlin", "2026-03-29 00:30", "2026-03-29 00:40", "2026-03-29 01:00", "2026-03-29 01:20")]
    [InlineData("30 2 * * *", "Europe/Berlin", "2026-10-24 12:00", "2026-10-25 00:30", "2026-10-26 01:30")]
    [InlineData("*/15 2 * * *", "Europe/Berlin", "2026-10-25 00:40", "2026-10-25 00:45", "2026-10-26 01:00")]
    [InlineData("*/30 * * * *", "Europe/Berlin", "2026-10-24 23:45", "2026-10-25 00:00", "2026-10-25 00:30", "2026-10-25 01:00", "2026-10-25 01:30", "2026-10-25 02:00")]
    [InlineData("0 * * * *", "Australia/Lord_Howe", "2026-04-04 13:45", "2026-04-04 14:00", "2026-04-04 15:30", "2026-04-04 16:30")]
    public void Is_due_by_the_clock_of_its_zone_also_where_an_hour_is_skipped_or_comes_twice(string text, string zone, string then, params string[] due)
    {
        var (schedule, at) = (JobSchedule.Parse(text, TimeZoneInfo.FindSystemTimeZoneById(zone)), Utc(then));

        foreach (var expected in due)
        {
            at = schedule.NextAfter(at)!.Value;
            Assert.Equal(expected, at.ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture));
        }
        Assert.Equal(due.Length, schedule.Between(Utc(then), at).Count());
    }

    [Theory]
    [InlineData("61 * * * *")]
    [InlineData("* * * *")]
    [InlineData("0 0 3 * * *")]
    [InlineData("@daily")]
    [InlineData("0 3 31 2 *")]
    [InlineData("0 3 1 * mon")]
    [InlineData("soon * * * *")]
    [InlineData("*/0 * * * *")]
    public void Refuses_what_is_no_schedule_or_is_read_otherwise_elsewhere(string text)
    {
        var refusal = Assert.Throws<FormatException>(() => JobSchedule.Parse(text, TimeZoneInfo.Utc));

        Assert.NotEmpty(refusal.Message);
    }

    static DateTimeOffset Utc(string text) => DateTimeOffset.Parse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal);
}
