using HomeLab.ServiceDefaults.Reconciliation;
using HomeLab.Testing;
using HomeLab.Testing.Requirements;

namespace HomeLab.ServiceDefaults.Tests.Reconciliation;

public sealed class WorkQueueTests(EngineDatabase engine) : IClassFixture<EngineDatabase>, IAsyncLifetime
{
    static readonly WorkKey Zone = new("zone", "example.org");
    static readonly TimeSpan LeaseTime = TimeSpan.FromSeconds(30);
    static readonly CancellationToken None = CancellationToken.None;

    public Task InitializeAsync() => engine.EmptyAsync();

    public Task DisposeAsync() => Task.CompletedTask;

    [RequiresFact(Requirement.PostgreSql)]
    public async Task Hints_for_one_key_become_one_piece_of_work_with_all_their_causes()
    {
        await engine.Queue.EnqueueAsync([Zone], Cause("first"), None);
        await engine.Queue.EnqueueAsync([Zone], Cause("second"), None);

        var lease = await TakeAsync();

        Assert.Equal(["first", "second"], lease!.Causes.Select(c => c.Key));
        Assert.Null(await TakeAsync());
    }

    [RequiresFact(Requirement.PostgreSql)]
    public async Task A_hint_during_a_look_makes_the_key_due_again_with_its_own_cause()
    {
        await engine.Queue.EnqueueAsync([Zone], Cause("first"), None);
        var lease = await TakeAsync();
        await engine.Queue.EnqueueAsync([Zone], Cause("second"), None);

        await CompleteAsync(lease!, new ReconcileOutcome.Converged());

        var next = await TakeAsync();
        Assert.Equal(["second"], next!.Causes.Select(c => c.Key));
    }

    [RequiresFact(Requirement.PostgreSql)]
    [Proves("DNS-36")]
    public async Task A_key_is_looked_at_again_at_the_resync_without_a_cause()
    {
        await engine.Queue.EnqueueAsync([Zone], Cause("first"), None);
        await CompleteAsync((await TakeAsync())!, new ReconcileOutcome.Converged());
        Assert.Null(await TakeAsync());

        engine.Time.Advance(EngineDatabase.Resync);

        Assert.Empty((await TakeAsync())!.Causes);
    }

    [RequiresFact(Requirement.PostgreSql)]
    public async Task Waiting_outlives_a_hint_but_not_a_persons_request()
    {
        await engine.Queue.EnqueueAsync([Zone], Cause("first"), None);
        var waiting = new ReconcileOutcome.Waiting(new Reason("RateLimited", "Too many requests."), TimeSpan.FromMinutes(5));
        await CompleteAsync((await TakeAsync())!, waiting);

        await engine.Queue.EnqueueAsync([Zone], Cause("hint"), None);
        Assert.Null(await TakeAsync());

        await engine.Queue.EnqueueNowAsync(Zone, Cause("person"), None);
        Assert.Equal(["hint", "person"], (await TakeAsync())!.Causes.Select(c => c.Key));
    }

    [RequiresFact(Requirement.PostgreSql)]
    public async Task Workers_share_keys_and_never_hold_the_same_one()
    {
        var keys = Enumerable.Range(0, 50).Select(i => new WorkKey("zone", $"zone{i}.example.org")).ToList();
        await engine.Queue.EnqueueAsync(keys, Cause("many"), None);

        var taken = await Task.WhenAll(Enumerable.Range(0, 60).Select(i => engine.Queue.TakeAsync(["zone"], $"worker{i % 6}", LeaseTime, None)));

        var leases = taken.OfType<Lease>().Select(l => l.Key).ToList();
        Assert.Equal(leases.Distinct().Count(), leases.Count);
        // A row that is locked by somebody else is skipped, so a race may leave one for the next poll, never take it twice.
        while (await TakeAsync() is { } rest)
        {
            leases.Add(rest.Key);
        }
        Assert.Equal(keys.ToHashSet(), leases.ToHashSet());
        Assert.Equal(50, leases.Count);
    }

    [RequiresFact(Requirement.PostgreSql)]
    public async Task A_dead_workers_key_is_taken_when_its_lease_ends_and_its_result_is_refused()
    {
        await engine.Queue.EnqueueAsync([Zone], Cause("first"), None);
        var dead = await TakeAsync();
        Assert.Null(await TakeAsync());

        engine.Time.Advance(LeaseTime);
        var heir = await TakeAsync();

        Assert.Equal(["first"], heir!.Causes.Select(c => c.Key));
        Assert.False(await CompleteAsync(dead!, new ReconcileOutcome.Converged()));
        Assert.True(await CompleteAsync(heir, new ReconcileOutcome.Converged()));
    }

    [RequiresFact(Requirement.PostgreSql)]
    public async Task Work_enqueued_in_a_transaction_that_rolls_back_does_not_exist()
    {
        await using (var connection = await engine.Source.OpenConnectionAsync())
        await using (var transaction = await connection.BeginTransactionAsync())
        {
            await engine.Queue.EnqueueAsync([Zone], Cause("never"), transaction, None);
            await transaction.RollbackAsync();
        }

        Assert.Null(await TakeAsync());
    }

    [RequiresFact(Requirement.PostgreSql)]
    public async Task Causes_of_a_long_burst_are_bounded_and_none_of_its_work_is_lost()
    {
        for (var i = 0; i < 100; i++)
        {
            await engine.Queue.EnqueueAsync([Zone], Cause($"{i}"), None);
        }

        var lease = await TakeAsync();

        Assert.Equal(32, lease!.Causes.Count);
        Assert.Equal(100, lease.Revision);
    }

    Cause Cause(string key) => new("Test", key, null, engine.Time.GetUtcNow());

    Task<Lease?> TakeAsync() => engine.Queue.TakeAsync(["zone"], "worker", LeaseTime, None);

    async Task<bool> CompleteAsync(Lease lease, ReconcileOutcome outcome)
    {
        await using var connection = await engine.Source.OpenConnectionAsync();
        await using var transaction = await connection.BeginTransactionAsync();
        var result = WorkResult.Of(outcome, EngineDatabase.Resync, engine.Time.GetUtcNow());
        var completed = await engine.Queue.CompleteAsync(lease, result, transaction, None);
        await transaction.CommitAsync();
        return completed;
    }
}
