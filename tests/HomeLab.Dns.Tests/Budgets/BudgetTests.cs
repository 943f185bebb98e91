using System.Net;
using System.Text.Json;
using FsCheck;
using FsCheck.Fluent;
using HomeLab.Cloudflare;
using HomeLab.Dns.Budgets;
using HomeLab.Dns.Providers;

namespace HomeLab.Dns.Tests.Budgets;

public class BudgetTests
{
    static readonly DateTimeOffset Start = Some.Now;
    static readonly TimeSpan Window = TimeSpan.FromSeconds(300);

    [Fact]
    public void No_window_holds_more_than_is_allowed_wherever_it_begins() => Check.One(
        Config.QuickThrowOnFailure.WithMaxTest(200),
        Prop.ForAll(
            Gen.Choose(0, 9_000).Two().Select(draw => (Wait: draw.Item1, Priority: (CallPriority)(draw.Item2 % 4)))
                .ListOf().ToArbitrary(),
            draws =>
            {
                var budget = new Budget { Quota = 20 };
                var now = Start;
                var sent = new List<DateTimeOffset>();
                foreach (var (wait, priority) in draws)
                {
                    now += TimeSpan.FromMilliseconds(wait);
                    if (budget.WhyNot(priority, now) is null)
                    {
                        budget = Kept(budget.Take(priority, now));
                        sent.Add(now);
                    }
                }
                return sent.All(from => sent.Count(at => at >= from && at < from + Window) <= 19);
            }));

    [Theory]
    [InlineData(1, 1)]
    [InlineData(1200, 1020)]
    [InlineData(int.MaxValue, 1_825_361_099)]
    public void A_priority_has_its_share_of_any_quota(int quota, int allowed) => Assert.Equal(allowed, new Budget { Quota = quota }.AllowedTo(CallPriority.Normal));

    [Fact]
    public void A_call_may_be_made_when_its_block_ends()
    {
        var budget = new Budget { Quota = 20 };
        var now = Start;
        while (budget.WhyNot(CallPriority.Normal, now) is null)
        {
            budget = budget.Take(CallPriority.Normal, now);
            now += TimeSpan.FromSeconds(1);
        }

        var block = budget.WhyNot(CallPriority.Normal, now)!;

        Assert.Equal(ProviderReasons.RateLimited, block.Code);
        Assert.NotNull(budget.WhyNot(CallPriority.Normal, block.Until - TimeSpan.FromMilliseconds(1)));
        Assert.Null(budget.WhyNot(CallPriority.Normal, block.Until));
    }

    [Fact]
    public void What_can_wait_leaves_room_for_what_cannot()
    {
        var budget = Spend(new Budget(), CallPriority.Bulk);

        Assert.Equal(840, budget.Used(Start));
        Assert.NotNull(budget.WhyNot(CallPriority.Read, Start));
        Assert.NotNull(budget.WhyNot(CallPriority.Bulk, Start));
        Assert.Null(budget.WhyNot(CallPriority.Normal, Start));
        Assert.Null(Spend(budget, CallPriority.Normal).WhyNot(CallPriority.Urgent, Start));
        Assert.Equal(1140, Spend(budget, CallPriority.Urgent).Used(Start));
    }

    [Fact]
    public void A_refusal_blocks_everything_for_as_long_as_was_asked_for()
    {
        var budget = new Budget().Observe(new RateAnswer(HttpStatusCode.TooManyRequests, TimeSpan.FromSeconds(42)), Start);

        Assert.All(Enum.GetValues<CallPriority>(), priority => Assert.NotNull(budget.WhyNot(priority, Start.AddSeconds(41))));
        Assert.Null(budget.WhyNot(CallPriority.Urgent, Start.AddSeconds(42)));
        Assert.NotNull(budget.WhyNot(CallPriority.Read, Start.AddSeconds(42)));
        Assert.Null(budget.WhyNot(CallPriority.Read, Start.AddSeconds(52)));
    }

    [Fact]
    public void A_refusal_that_names_no_time_blocks_for_a_window()
    {
        var budget = new Budget().Observe(new RateAnswer(HttpStatusCode.TooManyRequests), Start);

        Assert.NotNull(budget.WhyNot(CallPriority.Urgent, Start + Window - TimeSpan.FromSeconds(1)));
        Assert.Null(budget.WhyNot(CallPriority.Urgent, Start + Window));
    }

    [Fact]
    public void What_others_have_used_of_the_quota_counts_until_it_is_refilled()
    {
        var budget = new Budget().Observe(
            new RateAnswer(HttpStatusCode.OK, Left: 100, RefilledIn: TimeSpan.FromSeconds(30), Quota: 1200, Window: Window), Start);

        Assert.Equal(1100, budget.Used(Start));
        Assert.Equal(Start.AddSeconds(30), budget.WhyNot(CallPriority.Normal, Start)!.Until);
        Assert.Equal(1140, Spend(budget, CallPriority.Urgent).Used(Start));
        Assert.Null(budget.WhyNot(CallPriority.Normal, Start.AddSeconds(30)));
    }

    [Fact]
    public void An_outage_leaves_the_way_open_for_what_somebody_waits_for()
    {
        var budget = Enumerable.Range(0, 40).Aggregate(new Budget(), (before, _) => before.Observe(RateAnswer.None, Start));

        Assert.Equal(Start.AddSeconds(30), budget.WhyNot(CallPriority.Normal, Start)!.Until);
        Assert.Null(budget.WhyNot(CallPriority.Urgent, Start));
        Assert.Null(budget.Observe(new RateAnswer(HttpStatusCode.OK), Start).WhyNot(CallPriority.Read, Start));
    }

    [Fact]
    public void An_answer_that_says_nothing_new_is_not_written()
    {
        var budget = new Budget().Take(CallPriority.Normal, Start);

        Assert.Same(budget, budget.Observe(
            new RateAnswer(HttpStatusCode.OK, Left: 1199, RefilledIn: Window, Quota: 1200, Window: Window), Start));
    }

    static Budget Spend(Budget budget, CallPriority priority)
    {
        while (budget.WhyNot(priority, Start) is null)
        {
            budget = budget.Take(priority, Start);
        }
        return budget;
    }

    /// <summary>As it comes back from where it is kept.</summary>
    static Budget Kept(Budget budget) =>
        JsonSerializer.Deserialize<Budget>(JsonSerializer.Serialize(budget, JsonSerializerOptions.Web), JsonSerializerOptions.Web)!;
}
