using FsCheck;
using FsCheck.Fluent;
using HomeLab.Dns.Planning;
using HomeLab.Dns.Records;
using HomeLab.ServiceDefaults.Reconciliation;

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
    public void Nothing_is_deleted_without_a_person_whose_claimant_is_not_proven_gone() => Holds(situation =>
    {
        var unproven = situation.Desired.Records.Where(record => record.Unproven is not null).Select(record => record.By.Address).ToHashSet();

        var plan = situation.Plan(Some.Now.AddHours(1));

        Assert.DoesNotContain(plan.Changes.OfType<RecordChange.Delete>(), delete => unproven.Contains(delete.By));
    });

    [Fact]
    public void Nothing_is_deleted_that_is_still_wanted() => Holds(situation =>
    {
        var plan = situation.Plan(Some.Now.AddHours(1));

        var deleted = plan.Changes.OfType<RecordChange.Delete>().Select(delete => delete.Before.Key);
        var wanted = situation.Desired.Records.GroupBy(r => r.Name).SelectMany(group => Claims.Resolve(Some.Zone, group).Winners);
        Assert.Empty(deleted.Intersect(wanted.Select(record => record.Key)));
    });

    [Fact]
    public void A_dry_run_and_an_approval_apply_nothing_and_lose_nothing() => Holds(situation =>
    {
        var auto = situation.Plan();
        var approve = situation.Plan(apply: ApplyMode.Approve);
        var dryRun = situation.Plan(apply: ApplyMode.DryRun);

        Assert.Empty(approve.Changes);
        Assert.Empty(dryRun.Changes.Concat(dryRun.Proposed.Select(waiting => waiting.Change)));
        Assert.Equal(Sorted(auto), Sorted(approve));
        Assert.Equal(Sorted(auto), Sorted(dryRun));
    });

    [Fact]
    public void What_a_brake_keeps_back_is_the_same_plan_once_it_is_approved() => Holds(situation =>
    {
        var plan = situation.Plan();
        var braked = plan.Propose([.. plan.Changes.Select((_, place) => (IReadOnlyList<Reason>)(place % 2 == 0 ? [Reasons.PolicyAsks] : []))]);

        Assert.Equal(Sorted(plan), Sorted(braked));
        Assert.Empty(braked.Changes.Intersect(braked.Proposed.Select(waiting => waiting.Change)));
        Assert.Equal(Sorted(plan), braked.Approve().Changes.Concat(plan.Previewed).Select(change => change.ToString()).Order(StringComparer.Ordinal));
        situation.Apply(braked.Approve());
        Assert.Empty(situation.Plan().Changes);
    });

    [Fact]
    public void What_waits_is_planned_the_same_again_while_nothing_moves() => Holds(situation =>
    {
        var first = situation.Plan(apply: ApplyMode.Approve);
        situation.Apply(first);
        var second = situation.Plan(apply: ApplyMode.Approve);

        Assert.Equal((first.ToString(), first.Hash), (second.ToString(), second.Hash));
    });

    [Fact]
    public void Whose_records_are_changes_by_proposal_only_and_no_record_changes_with_it() => Holds(situation =>
    {
        foreach (var action in Enum.GetValues<OwnershipAction>())
        {
            situation.Wishes = [new OwnershipWish(action, Name: null, "ada")];
            var plan = situation.Plan();
            var records = situation.Records.Select(record => (record.Id, record.Record)).ToList();

            Assert.DoesNotContain(plan.Changes, change => change is RecordChange.Mark or RecordChange.Release);
            var marking = plan.Proposed.Select(waiting => waiting.Change).Where(change => change is RecordChange.Mark or RecordChange.Release).ToList();
            Assert.Empty(marking.Intersect(plan.Changes));
            situation.Apply(plan with { Changes = marking, Proposed = [] });

            Assert.Equal(records, situation.Records.Select(record => (record.Id, record.Record)));
            Assert.DoesNotContain(situation.Plan().Proposed, waiting => waiting.Change is RecordChange.Mark or RecordChange.Release);
        }
    });

    [Fact]
    public void Nothing_is_deleted_while_it_is_not_known_how_that_is_for_whose_health_it_waits() => Holds(situation =>
    {
        var waiting = situation.With(record => record with { Wait = new Wait(Reasons.WaitsForHealth(record.By.Address, "it", "unknown", "nobody knows"), WithdrawAt: null) });
        var winners = waiting.Desired.Records.GroupBy(record => record.Name).SelectMany(group => Claims.Resolve(Some.Zone, group).Winners)
            .Where(record => record.Unproven is null && !waiting.Records.Any(there => there.Key == record.Key))
            .Select(record => (record.Name, record.By.Address)).ToHashSet();

        var plan = waiting.Plan(Some.Now.AddHours(1));

        Assert.DoesNotContain(
            plan.Changes.SelectMany(change => change.Steps).OfType<RecordChange.Delete>(),
            delete => winners.Contains((delete.Name, waiting.Ownership.Claims[delete.Object].Address)));
        Assert.Empty(plan.AllChanges.SelectMany(change => change.Steps).OfType<RecordChange.Create>());
        waiting.Apply(plan);
        Assert.Empty(waiting.Plan(Some.Now.AddHours(1)).Changes);
    });

    [Fact]
    public void What_is_unhealthy_is_withdrawn_as_long_as_another_record_answers_for_its_name() => Holds(situation =>
    {
        situation.Apply(situation.Plan(Some.Now.AddHours(1)));
        var waiting = situation.With(record => record with
        {
            Wait = new Wait(Reasons.WaitsForHealth(record.By.Address, "it", "unhealthy", "it does not answer"), Some.Now),
        });
        var names = waiting.Desired.Records.GroupBy(record => record.Name).SelectMany(group => Claims.Resolve(Some.Zone, group).Winners)
            .Where(record => record.Unproven is null).Select(record => record.Key).ToHashSet();
        var answered = waiting.Records.Where(record => waiting.Ownership.ObjectOf(record) is not null && names.Contains(record.Key))
            .Select(record => (record.Record.Name, KindOf(record))).ToHashSet();

        waiting.Apply(waiting.Plan(Some.Now.AddHours(1)));

        Assert.Empty(answered.Except(waiting.Records.Select(record => (record.Record.Name, KindOf(record)))));
        Assert.Empty(waiting.Plan(Some.Now.AddHours(1)).Changes);
    });

    static string KindOf(ActualRecord record) => record.Record.Content.IsProxiable ? "address" : record.Record.Content.Type;

    [Fact]
    public void What_is_taken_back_is_put_back_once_and_nothing_goes_back_and_forth() => Holds(situation =>
    {
        var made = situation.Plan(Some.Now.AddHours(1));
        situation.Apply(made);
        situation.Undone = [.. made.Changes.SelectMany(change => change.Steps).Select(UndoOf).OfType<Undo>()];
        var strangers = situation.Records.Where(record => situation.Ownership.ObjectOf(record) is null).ToList();

        var back = situation.Plan();
        situation.Undone = [.. situation.Undone, .. situation.Undone];
        Assert.Equal((back.ToString(), back.Hash), (situation.Plan().ToString(), situation.Plan().Hash));
        situation.Apply(back);

        Assert.Empty(situation.Plan().Changes);
        Assert.Empty(strangers.Except(situation.Records));
        foreach (var restored in back.Changes.SelectMany(change => change.Steps).OfType<RecordChange.Update>().Where(update => update.Undo is not null))
        {
            Assert.Contains(situation.Records, record => record.Record == restored.Undo!.Restored.Record);
        }
        foreach (var undo in situation.Undone.Where(undo => undo.Undone is null))
        {
            Assert.True(
                situation.Records.Any(record => record.Key == undo.Restored.Key)
                || back.Withheld.Any(withheld => withheld.Change.Steps.Any(step => UndoneBy(step) == undo.Change)),
                $"{undo.Restored.Record} is neither there nor explained");
        }
    });

    [Fact]
    public void What_was_put_back_is_let_go_when_the_time_for_it_is_over() => Holds(situation =>
    {
        situation.Apply(situation.Plan(Some.Now.AddHours(1)));
        var canTell = situation.Desired.Sources.Count > 0 && situation.Desired.Sources.All(source => source.Silence is null);
        situation.Undone = [new Undo(Guid.CreateVersion7(), "example.org/z.example.org/A", Gone("z.example.org"), Undone: null, "ada", Some.Now.AddDays(7))];
        situation.Apply(situation.Plan(Some.Now.AddHours(1)));
        Assert.Contains(situation.Records, record => record.Record.Name.ToString() == "z.example.org");

        situation.Apply(situation.Plan(Some.Now.AddDays(8)));
        situation.Apply(situation.Plan(Some.Now.AddDays(8).AddHours(1)));

        Assert.Equal(!canTell, situation.Records.Any(record => record.Record.Name.ToString() == "z.example.org"));
    });

    static Guid? UndoneBy(RecordChange step) => step switch
    {
        RecordChange.Create create => create.Undo?.Change,
        RecordChange.Update update => update.Undo?.Change,
        _ => null,
    };

    static Undo? UndoOf(RecordChange step) => step switch
    {
        RecordChange.Delete delete => new Undo(Guid.CreateVersion7(), delete.Object, delete.Before, Undone: null, "ada", Some.Now.AddDays(7)),
        RecordChange.Update update => new Undo(Guid.CreateVersion7(), update.Object, update.Before, update.After, "ada", Some.Now.AddDays(7)),
        _ => null,
    };

    static ActualRecord Gone(string name) => new(
        "gone", new DnsRecord(DomainName.Parse(name), new RecordContent.A(System.Net.IPAddress.Parse("192.0.2.77")), Ttl.Read(300), proxied: false), "by ada");

    static IEnumerable<string?> Sorted(DnsPlan plan) => plan.AllChanges.Select(change => change.ToString()).Order(StringComparer.Ordinal);

    static void Holds(Action<Situation> law) => Prop.ForAll(Some.Situations.ToArbitrary(), law).Check(Config);
}
