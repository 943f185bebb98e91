using HomeLab.Inventory.Findings.Rules;

namespace HomeLab.Inventory.Tests.Findings;

public sealed class CronIntervalTests
{
    [Theory]
    [InlineData("*/15 * * * *", 1)]
    [InlineData("0 3 * * *", 24)]
    [InlineData("0 0 3 * * *", 24)]
    [InlineData("0 3 * * 0", 7 * 24)]
    [InlineData("0 3 1 * *", 31 * 24)]
    [InlineData("@weekly", 7 * 24)]
    [InlineData("@every 6h", 6)]
    [InlineData("CRON_TZ=Europe/Berlin 0 3 * * *", 24)]
    [InlineData("whenever", 24)]
    [InlineData("", 24)]
    [InlineData("@every ", 24)]
    public void A_schedule_comes_at_least_so_often(string schedule, int hours) => Assert.Equal(TimeSpan.FromHours(hours), CronInterval.Of(schedule));
}
