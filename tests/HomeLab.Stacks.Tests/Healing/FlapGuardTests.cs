using HomeLab.Stacks.Executing;
using HomeLab.Stacks.Healing;

namespace HomeLab.Stacks.Tests.Healing;

public sealed class FlapGuardTests
{
    static readonly FlapGuard Guard = new(TimeSpan.FromSeconds(30), Most: 5, TimeSpan.FromSeconds(300));
    static readonly DateTimeOffset Start = new(2026, 11, 22, 3, 0, 0, TimeSpan.Zero);

    DateTimeOffset now = Start;
    HealingState state = HealingState.New("one");

    static UnhealthyContainer Sick(string name, int run) => new(name, $"{name} {run}", new PlannedStep("", "", "restart", null, null, "", [], ""));

    HealingDecision Decide(params UnhealthyContainer[] unhealthy)
    {
        var decision = Guard.Decide(state, unhealthy, now);
        state = decision.State;
        return decision;
    }

    /// <summary>Looks each second; a restart makes it well for a while, and then it fails again.</summary>
    (List<DateTimeOffset> Restarts, DateTimeOffset? GivenUpAt) Live(TimeSpan wellFor, TimeSpan time)
    {
        var (restarts, run, sickFrom) = (new List<DateTimeOffset>(), 0, now);
        DateTimeOffset? givenUpAt = null;
        for (var end = now + time; now < end; now += TimeSpan.FromSeconds(1))
        {
            var decision = now >= sickFrom ? Decide(Sick("app", run)) : Decide();
            if (decision.GivenUp.Count > 0)
                givenUpAt = now;
            if (decision.Restarts.Count == 0)
                continue;
            restarts.Add(now);
            (run, sickFrom) = (run + 1, now + wellFor);
        }
        return (restarts, givenUpAt);
    }

    [Fact]
    public void A_run_that_is_unhealthy_for_a_while_is_restarted_once()
    {
        Assert.Equal(TimeSpan.FromSeconds(30), Decide(Sick("app", 1)).Next);
        now = Start.AddSeconds(29);
        Assert.Empty(Decide(Sick("app", 1)).Restarts);
        now = Start.AddSeconds(30);
        Assert.Equal("app", Assert.Single(Decide(Sick("app", 1)).Restarts).Name);
        now = Start.AddSeconds(31);
        Assert.Empty(Decide().Restarts);

        Assert.Empty(state.UnhealthySince);
    }

    [Fact]
    public void A_health_that_comes_and_goes_within_the_while_is_left()
    {
        for (; now < Start.AddHours(1); now = now.AddSeconds(20))
        {
            Assert.Empty(Decide(Sick("app", 1)).Restarts);
            Assert.Empty(Decide().Restarts);
        }
    }

    [Fact]
    public void After_five_restarts_within_300_s_no_other_is_made_ever_after()
    {
        var (restarts, givenUpAt) = Live(TimeSpan.FromSeconds(10), TimeSpan.FromHours(6));

        Assert.Equal(5, restarts.Count);
        Assert.True(givenUpAt < Start.AddSeconds(300));
        Assert.Equal(["app"], state.LeftAlone);
    }

    [Theory]
    [InlineData(35)]
    [InlineData(60)]
    [InlineData(600)]
    public void What_fails_more_seldom_is_restarted_each_time_and_never_more_than_five_times_within_300_s(int wellFor)
    {
        var (restarts, givenUpAt) = Live(TimeSpan.FromSeconds(wellFor), TimeSpan.FromHours(3));

        Assert.Null(givenUpAt);
        Assert.True(restarts.Count >= 3 * 3600 / (wellFor + 31) - 1);
        Assert.All(restarts, at => Assert.True(restarts.Count(it => it > at - Guard.Window && it <= at) <= Guard.Most));
    }

    [Fact]
    public void One_that_is_left_alone_keeps_no_other_from_being_healed()
    {
        Live(TimeSpan.FromSeconds(1), TimeSpan.FromHours(1));

        Decide(Sick("app", 9), Sick("db", 1));
        now += Guard.After;

        Assert.Equal(["db"], Decide(Sick("app", 9), Sick("db", 1)).Restarts.Select(it => it.Name));
    }
}
