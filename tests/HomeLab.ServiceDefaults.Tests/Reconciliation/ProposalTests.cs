using Dapper;
using HomeLab.ServiceDefaults.Reconciliation;
using HomeLab.Testing;
using HomeLab.Testing.Requirements;

namespace HomeLab.ServiceDefaults.Tests.Reconciliation;

/// <summary>Proposals from the look that makes them to the one that carries them out.</summary>
public sealed class ProposalTests(EngineDatabase engine) : IClassFixture<EngineDatabase>, IAsyncLifetime
{
    static readonly WorkKey Zone = new("zone", "example.org");
    static readonly CancellationToken None = CancellationToken.None;

    public async Task InitializeAsync()
    {
        await engine.EmptyAsync();
        await engine.Queue.EnqueueAsync([Zone], engine.Cause("test"), None);
    }

    public Task DisposeAsync() => Task.CompletedTask;

    [RequiresFact(Requirement.PostgreSql)]
    public async Task The_same_plan_keeps_its_time_and_its_decision()
    {
        await RecordAsync(Proposed("h1"));
        var first = Assert.Single(await engine.Approvals.ListAsync(None));
        Assert.Null(await DecideAsync("h1", DecidedProposal.Approved));
        engine.Time.Advance(TimeSpan.FromHours(1));

        await RecordAsync(Proposed("h1"));

        var second = Assert.Single(await engine.Approvals.ListAsync(None));
        Assert.Equal((first.Id, first.ProposedAt, "Approved"), (second.Id, second.ProposedAt, second.Decision));
    }

    [RequiresFact(Requirement.PostgreSql)]
    public async Task Another_plan_takes_its_place_undecided()
    {
        await RecordAsync(Proposed("h1"));
        Assert.Null(await DecideAsync("h1", DecidedProposal.Approved));

        await RecordAsync(Proposed("h2"));

        Assert.Equal(("h2", null), Assert.Single(await engine.Approvals.ListAsync(None)) is var open ? (open.Hash, open.Decision) : default);
        Assert.Null(await engine.Proposals.FindDecisionAsync(Zone, "h1", None));
        Assert.Contains(
            "another plan waits by now, h2: 1 to create, 2 to update, 3 to delete. Too many.",
            await DecideAsync("h1", DecidedProposal.Approved), StringComparison.Ordinal);
    }

    [RequiresFact(Requirement.PostgreSql)]
    public async Task What_no_longer_waits_is_closed_and_what_was_not_looked_at_is_not()
    {
        await RecordAsync(Proposed("h1"));

        await RecordAsync(new ReconcileOutcome.Waiting(new Reason("ProviderUnavailable", "It does not answer."), TimeSpan.FromSeconds(30)));
        Assert.Single(await engine.Approvals.ListAsync(None));
        await RecordAsync(new ReconcileOutcome.Converged());
        Assert.Empty(await engine.Approvals.ListAsync(None));

        Assert.StartsWith("Nothing waits at zone/example.org.", await DecideAsync("h1", DecidedProposal.Approved), StringComparison.Ordinal);
    }

    [RequiresFact(Requirement.PostgreSql)]
    public async Task An_approval_ends_with_its_proposal_and_a_rejection_does_not()
    {
        await RecordAsync(Proposed("h1"));
        Assert.Null(await DecideAsync("h1", DecidedProposal.Approved));
        engine.Time.Advance(TimeSpan.FromHours(24));

        Assert.Null(await engine.Proposals.FindDecisionAsync(Zone, "h1", None));
        Assert.Empty(await engine.Approvals.ListAsync(None));
        Assert.StartsWith("The proposal at zone/example.org expired", await DecideAsync("h1", DecidedProposal.Approved), StringComparison.Ordinal);
        await RecordAsync(Proposed("h1"));
        Assert.Null(Assert.Single(await engine.Approvals.ListAsync(None)).Decision);

        Assert.Null(await DecideAsync("h1", DecidedProposal.Rejected));
        engine.Time.Advance(TimeSpan.FromDays(7));
        await RecordAsync(Proposed("h1"));
        Assert.Equal("Rejected", (await engine.Proposals.FindDecisionAsync(Zone, "h1", None))!.Decision);
    }

    [RequiresFact(Requirement.PostgreSql)]
    public async Task An_approval_makes_the_key_due_and_is_used_by_one_look()
    {
        var decisions = new List<Decision?>();
        var reconciler = new ScriptedReconciler
        {
            Look = async context =>
            {
                var decision = await context.Decisions.OnAsync("h1", None);
                decisions.Add(decision);
                if (decision is Decision.Approved approved)
                {
                    // Two chunks of one plan.
                    await ApplyAsync(approved.Intents, "a");
                    await ApplyAsync(approved.Intents, "b");
                }
                return Proposed("h1");
            },
        };
        await using var worker = await engine.StartWorkerAsync(reconciler);
        await Eventually.TrueAsync(async () => (await engine.Approvals.ListAsync(None)).Count == 1, "it waits");

        Assert.Null(await DecideAsync("h1", DecidedProposal.Approved));
        await Eventually.TrueAsync(() => reconciler.Looks.Count == 2, "it is looked at");
        await Eventually.TrueAsync(async () => await ScalarAsync<long>("SELECT count(*) FROM homelab.proposal") == 2, "it waits anew");
        await engine.Queue.EnqueueAsync([Zone], engine.Cause("hint"), None);
        await Eventually.TrueAsync(() => reconciler.Looks.Count == 3, "it is looked at");

        Assert.Equal([false, true, false], decisions.Select(decision => decision is Decision.Approved));
        Assert.Equal("Used", await ScalarAsync<string>("SELECT closed_as FROM homelab.proposal WHERE closed_at IS NOT NULL"));
        Assert.Equal("ada Approval", await ScalarAsync<string>("SELECT string_agg(DISTINCT actor || ' ' || cause_kind, ',') FROM homelab.ledger"));
        Assert.Equal(["Test", "Decision", "Test"], reconciler.Looks.Select(look => look.Cause.Kind));
        Assert.All(reconciler.Looks, look => Assert.Null(look.Cause.Actor));
    }

    [RequiresFact(Requirement.PostgreSql)]
    public async Task An_approval_that_was_withdrawn_before_the_first_write_opens_nothing()
    {
        await RecordAsync(Proposed("h1"));
        Assert.Null(await DecideAsync("h1", DecidedProposal.Approved));
        Exception? failure = null;
        var reconciler = new ScriptedReconciler
        {
            Look = async context =>
            {
                var approved = (Decision.Approved)(await context.Decisions.OnAsync("h1", None))!;
                Assert.Null(await DecideAsync("h1", DecidedProposal.Rejected));
                failure = await Record.ExceptionAsync(() => ApplyAsync(approved.Intents, "a"));
                return Proposed("h1");
            },
        };
        await using var worker = await engine.StartWorkerAsync(reconciler);

        await Eventually.TrueAsync(() => failure is not null, "it is refused");

        Assert.IsType<ApprovalLostException>(failure);
        Assert.Equal(0, await ScalarAsync<long>("SELECT count(*) FROM homelab.intent"));
    }

    static ReconcileOutcome.Proposed Proposed(string hash) => new([new Reason("MaxDeletes", "Too many.")])
    {
        Plan = new RecordedPlan(hash, "{}"),
        Proposal = new Proposal(new RecordedPlan(hash, "{}"), [new Reason("MaxDeletes", "Too many.")], 1, 2, 3),
    };

    static async Task ApplyAsync(IIntents intents, string @object)
    {
        var opened = await intents.OpenAsync([new IntentDraft(@object, "create", null, "{}", "because")], TimeSpan.FromSeconds(5), None);
        await intents.SettleAsync([(opened[0], new Settlement.Applied("id-" + @object, "{}"))], alsoWrite: null, None);
    }

    Task<string?> DecideAsync(string hash, string decision) => engine.Approvals.DecideAsync(Zone, hash, decision, "ada", why: null, None);

    async Task RecordAsync(ReconcileOutcome outcome)
    {
        await using var connection = await engine.Source.OpenConnectionAsync();
        await using var transaction = await connection.BeginTransactionAsync();
        await engine.Proposals.RecordAsync(Zone, outcome, transaction, None);
        await transaction.CommitAsync();
    }

    async Task<T> ScalarAsync<T>(string sql)
    {
        await using var connection = await engine.Source.OpenConnectionAsync();
        return (await connection.ExecuteScalarAsync<T>(sql))!;
    }
}
