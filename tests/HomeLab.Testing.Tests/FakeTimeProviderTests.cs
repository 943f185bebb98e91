using Xunit;

namespace HomeLab.Testing.Tests;

public sealed class FakeTimeProviderTests
{
    readonly FakeTimeProvider _clock = new();

    [Fact]
    public void Stands_still_until_it_is_moved()
    {
        var before = (_clock.GetUtcNow(), _clock.GetTimestamp());

        Assert.Equal(before, (_clock.GetUtcNow(), _clock.GetTimestamp()));
    }

    [Fact]
    public void Measures_what_it_was_moved_by()
    {
        var start = _clock.GetTimestamp();

        _clock.Advance(TimeSpan.FromMinutes(90));

        Assert.Equal(TimeSpan.FromMinutes(90), _clock.GetElapsedTime(start));
    }

    [Fact]
    public void Fires_timers_in_the_order_of_their_times_each_at_its_time()
    {
        var start = _clock.GetUtcNow();
        var fired = new List<(string Name, TimeSpan At)>();
        void Record(object? name) => fired.Add(((string)name!, _clock.GetUtcNow() - start));
        using var late = _clock.CreateTimer(Record, "late", TimeSpan.FromSeconds(5), Timeout.InfiniteTimeSpan);
        using var often = _clock.CreateTimer(Record, "often", TimeSpan.FromSeconds(2), TimeSpan.FromSeconds(2));

        _clock.Advance(TimeSpan.FromSeconds(6));

        (string, TimeSpan)[] expected = [("often", TimeSpan.FromSeconds(2)), ("often", TimeSpan.FromSeconds(4)), ("late", TimeSpan.FromSeconds(5)), ("often", TimeSpan.FromSeconds(6))];
        Assert.Equal(expected, fired);
    }

    [Fact]
    public void A_disposed_or_disarmed_timer_stays_silent()
    {
        var fired = 0;
        var disposed = _clock.CreateTimer(_ => fired++, null, TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(1));
        using var disarmed = _clock.CreateTimer(_ => fired++, null, TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(1));

        disposed.Dispose();
        disarmed.Change(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        _clock.Advance(TimeSpan.FromHours(1));

        Assert.Equal(0, fired);
        Assert.Equal(0, _clock.ArmedTimers);
        Assert.False(disposed.Change(TimeSpan.Zero, TimeSpan.Zero));
    }

    [Fact]
    public async Task Ends_delays_and_timeouts_of_the_framework()
    {
        var delay = Task.Delay(TimeSpan.FromDays(40), _clock);
        using var timeout = new CancellationTokenSource(TimeSpan.FromDays(2), _clock);

        _clock.Advance(TimeSpan.FromDays(39));
        Assert.True(timeout.IsCancellationRequested);
        Assert.False(delay.IsCompleted);

        _clock.Advance(TimeSpan.FromDays(1));
        await delay.WaitAsync(TimeSpan.FromSeconds(90));
    }

    [Fact]
    public void A_timer_due_at_once_fires_at_once()
    {
        var fired = 0;

        using var timer = _clock.CreateTimer(_ => fired++, null, TimeSpan.Zero, Timeout.InfiniteTimeSpan);

        Assert.Equal(1, fired);
    }

    [Fact]
    public void A_jump_of_the_wall_clock_moves_no_timer()
    {
        var fired = 0;
        using var timer = _clock.CreateTimer(_ => fired++, null, TimeSpan.FromMinutes(1), Timeout.InfiniteTimeSpan);

        _clock.Jump(TimeSpan.FromHours(-3));
        _clock.Advance(TimeSpan.FromSeconds(59));
        Assert.Equal(0, fired);

        _clock.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(1, fired);
    }
}
