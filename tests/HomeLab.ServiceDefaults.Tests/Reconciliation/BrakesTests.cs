using HomeLab.ServiceDefaults.Reconciliation;
using HomeLab.Testing.Requirements;

namespace HomeLab.ServiceDefaults.Tests.Reconciliation;

/// <summary>The brakes over a ledger that tells what was done.</summary>
public sealed class BrakesTests(EngineDatabase engine) : IClassFixture<EngineDatabase>, IAsyncLifetime
{
    static readonly WorkKey Zone = new("zone", "example.org");
    static readonly CancellationToken None = CancellationToken.None;
    Lease lease = null!;

    public async Task InitializeAsync()
    {
        await engine.EmptyAsync();
        await engine.Queue.EnqueueAsync([Zone], engine.Cause("test"), None);
        lease = (await engine.Queue.TakeAsync(["zone"], "worker", TimeSpan.FromDays(30), None))!;
    }

    public Task DisposeAsync() => Task.CompletedTask;

    [RequiresFact(Requirement.PostgreSql)]
    public async Task Deletes_count_for_an_hour()
    {
        for (var n = 0; n < 5; n++)
        {
            await DoAsync(Delete(n));
        }

        Assert.Equal(["MaxDeletes"], await WhyAsync(Delete(9)));
        engine.Time.Advance(TimeSpan.FromMinutes(59));
        Assert.Equal(["MaxDeletes"], await WhyAsync(Delete(9)));
        engine.Time.Advance(TimeSpan.FromMinutes(2));
        Assert.Empty(await WhyAsync(Delete(9)));
    }

    [RequiresFact(Requirement.PostgreSql)]
    public async Task What_was_rejected_or_approved_does_not_count()
    {
        for (var n = 0; n < 5; n++)
        {
            await DoAsync(Delete(n), new Settlement.Rejected(new Reason("Refused", "No.")));
            await DoAsync(Delete(n), cause: Approved);
        }

        Assert.Empty(await WhyAsync(Delete(9)));
    }

    [RequiresFact(Requirement.PostgreSql)]
    public async Task A_change_to_and_fro_is_a_runaway_and_no_second_controller()
    {
        for (var n = 0; n < 5; n++)
        {
            await DoAsync(Update("""{"v": 1}""", """{"v": 2}"""));
            Assert.Empty(await WhyAsync(Update("""{"v": 2}""", """{"v": 1}""")));
            await DoAsync(Update("""{"v": 2}""", """{"v": 1}"""));
        }

        Assert.Equal(["Runaway"], await WhyAsync(Update("""{"v": 1}""", """{"v":2}""")));
        Assert.Empty(await WhyAsync(Update("""{"v": 1}""", """{"v": 3}""")));
        engine.Time.Advance(TimeSpan.FromMinutes(61));
        Assert.Empty(await WhyAsync(Update("""{"v": 1}""", """{"v": 2}""")));
    }

    [RequiresFact(Requirement.PostgreSql)]
    public async Task What_somebody_changes_back_is_set_three_times()
    {
        for (var round = 0; round < 3; round++)
        {
            Assert.Empty(await WhyAsync(Update("""{"v": 1}""", """{"v": 2}""")));
            await DoAsync(Update("""{"v": 1}""", """{"v": 2}"""));
            engine.Time.Advance(TimeSpan.FromHours(2));
        }

        Assert.Equal(["TwoControllers"], await WhyAsync(Update("""{"v": 1}""", """{"v": 2}""")));
        engine.Time.Advance(TimeSpan.FromDays(1));
        Assert.Empty(await WhyAsync(Update("""{"v": 1}""", """{"v": 2}""")));
    }

    [RequiresFact(Requirement.PostgreSql)]
    public async Task What_somebody_deletes_is_made_three_times()
    {
        for (var round = 0; round < 3; round++)
        {
            Assert.Empty(await WhyAsync(Create()));
            await DoAsync(Create());
        }

        Assert.Equal(["TwoControllers"], await WhyAsync(Create()));
    }

    [RequiresFact(Requirement.PostgreSql)]
    public async Task A_provider_that_keeps_something_else_than_it_was_given_is_no_second_controller()
    {
        // It is found as it was left, and still not as wanted.
        for (var round = 0; round < 4; round++)
        {
            await DoAsync(Update("""{"v": "A"}""", """{"v": "a"}"""), new Settlement.Applied("id", """{"v": "A"}"""));
        }

        Assert.Empty(await WhyAsync(Update("""{"v": "A"}""", """{"v": "a"}""")));
        await DoAsync(Update("""{"v": "A"}""", """{"v": "a"}"""), new Settlement.Applied("id", """{"v": "A"}"""));
        Assert.Equal(["Runaway"], await WhyAsync(Update("""{"v": "A"}""", """{"v": "a"}""")));
    }

    [RequiresFact(Requirement.PostgreSql)]
    public async Task What_a_person_approves_does_not_begin_the_rounds_anew()
    {
        for (var round = 0; round < 3; round++)
        {
            await DoAsync(Update("""{"v": 1}""", """{"v": 2}"""));
        }
        await DoAsync(Update("""{"v": 1}""", """{"v": 2}"""), cause: Approved);

        Assert.Equal(["TwoControllers"], await WhyAsync(Update("""{"v": 1}""", """{"v": 2}""")));
    }

    Cause Approved => engine.Cause("approval") with { Kind = Approvals.CauseKind, Actor = "ada" };

    static IntentDraft Create() => new("object", "create", null, """{"v": 2}""", "because");

    static IntentDraft Update(string before, string after) => new("object", "update", before, after, "because");

    static IntentDraft Delete(int number) => new($"object{number}", "delete", "{}", null, "because");

    async Task<IEnumerable<string>> WhyAsync(IntentDraft draft) =>
        (await engine.Brakes.JudgeAsync(Zone, [new PlannedWrite(draft, "it")], DeleteLimits.Default, None))[0].Select(reason => reason.Code);

    async Task DoAsync(IntentDraft draft, Settlement? settlement = null, Cause? cause = null)
    {
        var intent = Assert.Single(await engine.Intents.OpenAsync(lease, cause ?? engine.Cause("test"), [draft], TimeSpan.FromSeconds(10), None));
        await engine.Intents.SettleAsync([(intent, settlement ?? new Settlement.Applied("id", draft.Desired))], alsoWrite: null, None);
    }
}
