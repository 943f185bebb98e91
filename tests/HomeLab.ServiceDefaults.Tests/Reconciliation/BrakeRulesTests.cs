using FsCheck;
using FsCheck.Fluent;
using HomeLab.ServiceDefaults.Reconciliation;

namespace HomeLab.ServiceDefaults.Tests.Reconciliation;

public sealed class BrakeRulesTests
{
    static readonly BrakeOptions Options = new();

    static readonly Gen<Judged> Plans =
        from deletes in Gen.Choose(0, 12)
        from creates in Gen.Choose(0, 12)
        from owned in Gen.Choose(0, 40)
        from past in Gen.Choose(0, 8)
        from count in Gen.Choose(0, 10)
        from percent in Gen.Choose(0, 100)
        select new Judged(deletes, creates, owned, past, new DeleteLimits(count, percent / 100.0));

    [Fact]
    public void A_plan_above_a_limit_never_deletes() => Prop.ForAll(Plans.ToArbitrary(), plan =>
    {
        var passing = plan.Passing.Count(write => write.IsDelete);
        var isAbove = plan.Deletes + plan.Past > plan.Limits.Count
            || plan.Owned + plan.Past >= 10 && plan.Deletes + plan.Past > plan.Limits.Share * (plan.Owned + plan.Past);

        Assert.Equal(isAbove ? 0 : plan.Deletes, passing);
    }).Check(Config.QuickThrowOnFailure.WithMaxTest(2000));

    [Fact]
    public void Deletes_above_a_limit_keep_no_other_write_back() => Prop.ForAll(Plans.ToArbitrary(), plan =>
        Assert.Equal(plan.Creates, plan.Passing.Count(write => write.IsCreate))).Check(Config.QuickThrowOnFailure.WithMaxTest(500));

    [Fact]
    public void A_share_means_nothing_where_little_is_owned()
    {
        Assert.Equal(3, new Judged(Deletes: 3, Creates: 0, Owned: 9, Past: 0, new DeleteLimits(5, 0.3)).Passing.Count);
        Assert.Empty(new Judged(Deletes: 4, Creates: 0, Owned: 10, Past: 0, new DeleteLimits(5, 0.3)).Passing);
        Assert.Empty(new Judged(Deletes: 1, Creates: 0, Owned: 7, Past: 3, new DeleteLimits(5, 0.3)).Passing);
    }

    [Theory]
    [InlineData(4, 0, true, null)]
    [InlineData(5, 0, true, "Runaway")]
    [InlineData(2, 2, false, null)]
    [InlineData(3, 3, false, "TwoControllers")]
    [InlineData(3, 3, true, null)]
    [InlineData(9, 9, true, "Runaway")]
    public void The_same_change_is_made_so_often_and_no_more(int repeats, int rounds, bool isAsLeft, string? reason)
    {
        var judged = BrakeRules.Judge(
            [Write("update", 1)], new PastWrites(1, 0, 0, [new PastWrites.Of(repeats, rounds, isAsLeft)]), DeleteLimits.Default, Options);

        Assert.Equal(reason, Assert.Single(judged).SingleOrDefault()?.Code);
    }

    [Fact]
    public void Objects_do_not_grow_without_bound()
    {
        var options = new BrakeOptions { MaxCreates = 20 };
        IReadOnlyList<Reason> Of(int past) => BrakeRules.Judge(
            [Write("create", 1)], new PastWrites(past, 0, past, [PastWrites.Of.Nothing]), DeleteLimits.Default, options)[0];

        Assert.Empty(Of(past: 19));
        Assert.Equal("Runaway", Assert.Single(Of(past: 20)).Code);
    }

    static PlannedWrite Write(string action, int number) => new(
        new IntentDraft($"object{number}", action, action == "create" ? null : "{}", action == "delete" ? null : "{}", "because"), $"{action} object{number}");

    public sealed record Judged(int Deletes, int Creates, int Owned, int Past, DeleteLimits Limits)
    {
        public IReadOnlyList<PlannedWrite> Passing
        {
            get
            {
                List<PlannedWrite> writes = [.. Enumerable.Range(0, Deletes).Select(n => Write("delete", n)), .. Enumerable.Range(100, Creates).Select(n => Write("create", n))];
                var past = new PastWrites(Owned, Past, 0, [.. writes.Select(_ => PastWrites.Of.Nothing)]);
                var judged = BrakeRules.Judge(writes, past, Limits, Options);
                return [.. writes.Where((_, place) => judged[place].Count == 0)];
            }
        }
    }
}
