using FsCheck;
using FsCheck.Fluent;
using HomeLab.Dns.Planning;

namespace HomeLab.Dns.Tests.Planning;

/// <summary>What holds for every zone, whatever is wanted and whatever is there.</summary>
public class DnsPlannerLawTests
{
    static readonly Config Config = Config.QuickThrowOnFailure.WithMaxTest(1000);

    [Fact]
    public void Planning_twice_gives_the_same_plan() => Holds(situation =>
    {
        var first = situation.Plan();
        var second = situation.Plan();

        Assert.Equal((first.ToString(), first.Hash), (second.ToString(), second.Hash));
    });

    [Fact]
    public void The_order_of_what_is_wanted_and_of_what_is_there_does_not_matter() => Holds(situation =>
    {
        var one = situation.Plan();
        var other = situation.Plan(isReversed: true);

        Assert.Equal((one.ToString(), one.Hash), (other.ToString(), other.Hash));
    });

    [Fact]
    public void Nothing_is_touched_that_is_not_owned() => Holds(situation =>
    {
        var strangers = situation.Records.Where(record => situation.Ownership.ObjectOf(record) is null).ToList();

        situation.Apply(situation.Plan());

        Assert.Empty(strangers.Except(situation.Records));
    });

    [Fact]
    public void After_the_plan_was_applied_nothing_is_left_to_do() => Holds(situation =>
    {
        situation.Apply(situation.Plan());

        Assert.Empty(situation.Plan().Changes);
    });

    [Fact]
    public void After_the_plan_was_applied_all_that_is_wanted_is_there_or_explained() => Holds(situation =>
    {
        var plan = situation.Plan();
        situation.Apply(plan);

        var explained = plan.Withheld.SelectMany(withheld => withheld.Change.Steps).OfType<RecordChange.Create>().Select(c => c.After.Key)
            .Concat(plan.Withheld.Select(withheld => withheld.Change).OfType<RecordChange.Update>().Select(u => u.After.Key))
            .ToHashSet();
        var missing = situation.Desired.Records
            .Where(record => record.Unproven is null && !explained.Contains(record.Key))
            .Where(record => !situation.Records.Any(there => there.Key == record.Key));
        Assert.Empty(missing);
    });

    [Fact]
    public void Nothing_is_deleted_before_every_source_has_spoken() => Holds(situation =>
    {
        var plan = situation.Plan();

        Assert.True(
            situation.Desired.Sources.Count > 0 && situation.Desired.Sources.All(source => source.Silence is null)
            || !plan.Changes.OfType<RecordChange.Delete>().Any());
    });

    [Fact]
    public void Nothing_is_deleted_that_is_still_wanted() => Holds(situation =>
    {
        var plan = situation.Plan(Some.Now.AddHours(1));

        var deleted = plan.Changes.OfType<RecordChange.Delete>().Select(delete => delete.Before.Key);
        var wanted = situation.Desired.Records.GroupBy(r => r.Name).SelectMany(group => Claims.Resolve(group).Winners);
        Assert.Empty(deleted.Intersect(wanted.Select(record => record.Key)));
    });

    [Fact]
    public void A_dry_run_and_an_approval_apply_nothing()
    {
        var plan = new DnsPlan(Some.Zone, [], [], new Dictionary<string, Claim>());

        Assert.IsType<Decision.Preview>(new PlanPolicy(ApplyMode.DryRun, default, default).Decide(plan));
        Assert.IsType<Decision.Propose>(new PlanPolicy(ApplyMode.Approve, default, default).Decide(plan));
        Assert.IsType<Decision.Go>(new PlanPolicy(ApplyMode.Auto, default, default).Decide(plan));
    }

    static void Holds(Action<Situation> law) => Prop.ForAll(Some.Situations.ToArbitrary(), law).Check(Config);
}
