using System.Diagnostics;
using HomeLab.ServiceDefaults.Reconciliation;
using HomeLab.Testing;
using HomeLab.Testing.Requirements;

namespace HomeLab.ServiceDefaults.Tests.Reconciliation;

public sealed class ReconcileWorkerTests(EngineDatabase engine) : IClassFixture<EngineDatabase>, IAsyncLifetime
{
    static readonly WorkKey Zone = new("zone", "example.org");
    static readonly CancellationToken None = CancellationToken.None;

    public Task InitializeAsync() => engine.EmptyAsync();

    public Task DisposeAsync() => Task.CompletedTask;

    [RequiresFact(Requirement.PostgreSql)]
    public async Task Every_key_that_there_is_is_looked_at_without_any_hint()
    {
        var reconciler = new ScriptedReconciler { Keys = ["a.example", "b.example"] };

        await using var worker = await engine.StartWorkerAsync(reconciler);

        await Eventually.TrueAsync(() => reconciler.Looks.Count == 2, "both keys are looked at");
        Assert.Equal(["a.example", "b.example"], reconciler.Looks.Select(l => l.Key.Key).Order());
    }

    [RequiresFact(Requirement.PostgreSql)]
    public async Task A_key_that_nobody_announced_is_found_long_before_the_resync()
    {
        var reconciler = new ScriptedReconciler { Keys = ["a.example"], ResyncInterval = TimeSpan.FromDays(7) };
        await using var worker = await engine.StartWorkerAsync(reconciler);
        await Eventually.TrueAsync(() => reconciler.Looks.Count == 1, "the first key is looked at");

        reconciler.Keys = ["a.example", "b.example"];

        await Eventually.TrueAsync(
            () =>
            {
                engine.Time.Advance(TimeSpan.FromMinutes(1));
                return reconciler.Looks.Any(it => it.Key.Key == "b.example");
            },
            "the new key is looked at");
        Assert.Single(reconciler.Looks, it => it.Key.Key == "a.example");
    }

    [RequiresFact(Requirement.PostgreSql)]
    public async Task A_key_that_fails_backs_off_and_the_others_go_on()
    {
        var reconciler = new ScriptedReconciler
        {
            Keys = ["bad.example", "good.example"],
            Look = context => context.Key.Key == "bad.example"
                ? throw new InvalidOperationException("broken")
                : Task.FromResult<ReconcileOutcome>(new ReconcileOutcome.Converged()),
        };

        await using var worker = await engine.StartWorkerAsync(reconciler);

        await Eventually.TrueAsync(async () => await engine.OutcomeAsync("good.example") == "Converged", "the good key converges");
        await Eventually.TrueAsync(async () => await engine.OutcomeAsync("bad.example") == "Failed", "the bad key is recorded");
        await engine.Queue.EnqueueAsync([new WorkKey("zone", "bad.example")], engine.Cause("hint"), None);
        Assert.Null(await engine.Queue.TakeAsync(["zone"], "other", TimeSpan.FromSeconds(30), None));
    }

    [RequiresFact(Requirement.PostgreSql)]
    public async Task What_waits_for_a_person_is_looked_at_when_a_process_starts()
    {
        var reconciler = new ScriptedReconciler
        {
            Keys = [Zone.Key],
            Look = _ => Task.FromResult<ReconcileOutcome>(new ReconcileOutcome.Stalled(new Reason("TokenRefused", "Give another token."))),
        };
        await using (await engine.StartWorkerAsync(reconciler))
        {
            await Eventually.TrueAsync(async () => await engine.OutcomeAsync(Zone.Key) == "Stalled", "the key stalls");
        }

        await using var restarted = await engine.StartWorkerAsync(reconciler);

        await Eventually.TrueAsync(() => reconciler.Looks.Count == 2, "it is looked at again although nothing is due");
    }

    [RequiresFact(Requirement.PostgreSql)]
    public async Task An_outcome_whose_own_write_fails_is_not_recorded_and_tells_no_facts()
    {
        var reconciler = new ScriptedReconciler
        {
            Keys = [Zone.Key],
            Look = _ => Task.FromResult<ReconcileOutcome>(
                new ReconcileOutcome.Applied { Write = (_, _) => throw new InvalidOperationException("no room") }),
        };

        await using var worker = await engine.StartWorkerAsync(reconciler);

        await Eventually.TrueAsync(() => reconciler.Looks.Count == 1, "the key is looked at");
        Assert.Null(await engine.OutcomeAsync(Zone.Key));
    }

    [RequiresFact(Requirement.PostgreSql)]
    public async Task Has_converged_once_each_key_has_an_outcome_whichever_it_is()
    {
        var (listing, slow) = (new TaskCompletionSource(), new TaskCompletionSource());
        var reconciler = new ScriptedReconciler
        {
            Keys = ["bad.example", "stalled.example", "slow.example"],
            Listing = listing.Task,
            Look = async context =>
            {
                if (context.Key.Key == "slow.example")
                    await slow.Task;
                return context.Key.Key switch
                {
                    "bad.example" => throw new InvalidOperationException("broken"),
                    "stalled.example" => new ReconcileOutcome.Stalled(new Reason("TokenRefused", "The token was refused.")),
                    _ => new ReconcileOutcome.Applied(),
                };
            },
        };
        await using var worker = await engine.StartWorkerAsync(reconciler);
        Assert.Contains("zone", await worker.WhatIsLeftAsync(), StringComparison.Ordinal);

        listing.SetResult();
        await Eventually.TrueAsync(() => reconciler.Looks.Count == 3, "all are looked at");
        Assert.NotNull(await worker.WhatIsLeftAsync());

        slow.SetResult();
        await Eventually.TrueAsync(async () => await worker.WhatIsLeftAsync() is null, "it has converged");
        await engine.Queue.EnqueueAsync([new WorkKey("zone", "bad.example")], engine.Cause("hint"), None);
        Assert.Null(await worker.WhatIsLeftAsync());
    }

    [RequiresFact(Requirement.PostgreSql)]
    public async Task A_write_whose_process_died_is_read_back_and_not_made_again()
    {
        var lease = await LeaseOfADeadProcessAsync();
        var intent = Assert.Single(await engine.Intents.OpenAsync(
            lease, engine.Cause("before the crash"), [new IntentDraft("record", "create", null, "{}", "wanted")], TimeSpan.FromSeconds(10), None));
        var reconciler = new ScriptedReconciler { ReadBack = _ => new Settlement.Applied("id-1", """{"content": "192.0.2.1"}""") };
        engine.Time.Advance(TimeSpan.FromMinutes(1));

        await using var worker = await engine.StartWorkerAsync(reconciler);

        await Eventually.TrueAsync(() => reconciler.Looks.Count == 1, "the key is looked at");
        Assert.Equal([intent.Id], reconciler.ReadBacks.Select(i => i.Id));
        Assert.Equal("id-1", Assert.Single(await engine.Owned.ListAsync(Zone, None)).ProviderId);
    }

    [RequiresFact(Requirement.PostgreSql)]
    public async Task Nothing_is_looked_at_while_the_effect_of_a_write_may_still_arrive()
    {
        var lease = await LeaseOfADeadProcessAsync();
        await engine.Intents.OpenAsync(
            lease, engine.Cause("before the crash"), [new IntentDraft("record", "create", null, "{}", "wanted")], TimeSpan.FromHours(1), None);
        await engine.Queue.ReleaseAsync(lease, None);
        var reconciler = new ScriptedReconciler();

        await using var worker = await engine.StartWorkerAsync(reconciler);

        await Eventually.TrueAsync(async () => await engine.OutcomeAsync(Zone.Key) == "Waiting", "the key waits");
        Assert.Empty(reconciler.ReadBacks);
        Assert.Empty(reconciler.Looks);
    }

    [RequiresFact(Requirement.PostgreSql)]
    public async Task A_write_that_cannot_be_confirmed_keeps_its_key_waiting()
    {
        var lease = await LeaseOfADeadProcessAsync();
        await engine.Intents.OpenAsync(
            lease, engine.Cause("before the crash"), [new IntentDraft("record", "create", null, "{}", "wanted")], TimeSpan.FromSeconds(10), None);
        var reconciler = new ScriptedReconciler { ReadBack = _ => new Settlement.Unconfirmed(new Reason("Timeout", "No answer.")) };
        engine.Time.Advance(TimeSpan.FromMinutes(1));

        await using var worker = await engine.StartWorkerAsync(reconciler);

        await Eventually.TrueAsync(async () => await engine.OutcomeAsync(Zone.Key) == "Waiting", "the key waits");
        Assert.Empty(reconciler.Looks);
        Assert.Single(await engine.Intents.ListUnsettledAsync(Zone, None));
    }

    [RequiresFact(Requirement.PostgreSql)]
    public async Task A_look_continues_the_trace_of_its_first_cause_and_links_the_others()
    {
        using var listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name is "HomeLab",
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
        };
        ActivitySource.AddActivityListener(listener);
        var (first, second) = (Parent(), Parent());
        await engine.Queue.EnqueueAsync([Zone], engine.Cause("first") with { TraceParent = first }, None);
        await engine.Queue.EnqueueAsync([Zone], engine.Cause("second") with { TraceParent = second }, None);
        var reconciler = new ScriptedReconciler();

        await using var worker = await engine.StartWorkerAsync(reconciler);

        await Eventually.TrueAsync(() => reconciler.Looks.Count == 1, "the key is looked at");
        var activity = reconciler.Activities.Single();
        Assert.Equal(first.Split('-')[1], activity!.TraceId.ToHexString());
        Assert.Equal(second.Split('-')[1], Assert.Single(activity.Links).Context.TraceId.ToHexString());
    }

    [RequiresFact(Requirement.PostgreSql)]
    public async Task Stopping_lets_a_running_look_finish()
    {
        var entered = new TaskCompletionSource();
        var release = new TaskCompletionSource();
        var reconciler = new ScriptedReconciler
        {
            Keys = [Zone.Key],
            Look = async _ =>
            {
                entered.SetResult();
                await release.Task;
                return new ReconcileOutcome.Converged();
            },
        };
        var worker = await engine.StartWorkerAsync(reconciler);
        await entered.Task;

        var stopping = worker.DisposeAsync().AsTask();
        Assert.False(stopping.IsCompleted);
        release.SetResult();
        await stopping;

        Assert.Equal("Converged", await engine.OutcomeAsync(Zone.Key));
    }

    async Task<Lease> LeaseOfADeadProcessAsync()
    {
        await engine.Queue.EnqueueAsync([Zone], engine.Cause("before the crash"), None);
        return (await engine.Queue.TakeAsync(["zone"], "dead", TimeSpan.FromSeconds(30), None))!;
    }

    static string Parent() => $"00-{ActivityTraceId.CreateRandom()}-{ActivitySpanId.CreateRandom()}-01";
}
