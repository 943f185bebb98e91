using Aspire.Dashboard.Pages;
using Aspire.Dashboard.Telemetry;

namespace HomeLab.Dashboard.Tests.Pages;

public class ChartLinesTests
{
    const long Second = 1_000_000_000;

    [Fact]
    public void A_counter_is_drawn_per_second_and_survives_a_restart()
    {
        var rates = ChartLines.Rates([new(0, 0, 10), new(0, 2 * Second, 30), new(0, 3 * Second, 5)], isDelta: false);

        Assert.Equal([10, 5], rates.Select(rate => rate.Value));
    }

    [Theory]
    [InlineData(0.5, 10)]
    [InlineData(0.75, 15)]
    [InlineData(1, 20)]
    public void A_percentile_is_interpolated_within_its_bucket(double share, double expected) =>
        Assert.Equal(expected, ChartLines.Quantile([50, 50, 0], [10, 20], share));

    [Fact]
    public void A_percentile_beyond_the_last_bound_is_that_bound_and_none_of_nothing()
    {
        Assert.Equal(20, ChartLines.Quantile([0, 0, 5], [10, 20], 0.5));
        Assert.Null(ChartLines.Quantile([0, 0, 0], [10, 20], 0.5));
    }
}
