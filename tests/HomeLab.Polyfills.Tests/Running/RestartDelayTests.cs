using Aspire.Hosting.Running;

namespace HomeLab.Polyfills.Tests.Running;

public sealed class RestartDelayTests
{
    [Fact]
    public void Doubles_up_to_half_a_minute_and_begins_again_after_a_good_run()
    {
        var delay = new RestartDelay();

        var seconds = Enumerable.Range(0, 7).Select(_ => delay.After(TimeSpan.FromSeconds(1)).TotalSeconds).ToList();

        Assert.Equal([1, 2, 4, 8, 16, 30, 30], seconds);
        Assert.Equal(1, delay.After(TimeSpan.FromMinutes(2)).TotalSeconds);
        Assert.Equal(2, delay.After(TimeSpan.FromSeconds(1)).TotalSeconds);
    }
}
