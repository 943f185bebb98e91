using Dapper;
using HomeLab.ServiceDefaults.Reconciliation;
using HomeLab.Testing;
using HomeLab.Testing.Requirements;
using Npgsql;

namespace HomeLab.ServiceDefaults.Tests.Reconciliation;

public sealed class IntentStoreTests(EngineDatabase engine) : IClassFixture<EngineDatabase>, IAsyncLifetime
{
    static readonly WorkKey Zone = new("zone", "example.org");
    static readonly TimeSpan Timeout = TimeSpan.FromSeconds(10);
    static readonly CancellationToken None = CancellationToken.None;
    Lease lease = null!;

    public async Task InitializeAsync()
    {
        await engine.EmptyAsync();
        await engine.Queue.EnqueueAsync([Zone], engine.Cause("test"), None);
        lease = (await engine.Queue.TakeAsync(["zone"], "worker", TimeSpan.FromSeconds(30), None))!;
    }

    public Task DisposeAsync() => Task.CompletedTask;

    [RequiresFact(Requirement.PostgreSql)]
    public async Task An_object_has_one_unsettled_intent_at_a_time()
    {
        var first = await OpenAsync(Create("a"));
        await Assert.ThrowsAsync<ObjectFencedException>(() => OpenAsync(Create("b"), Create("a")));

        await SettleAsync(first[0], new Settlement.Rejected(new Reason("Refused", "No.")));

        Assert.Equal(2, (await OpenAsync(Create("b"), Create("a"))).Count);
    }

    [RequiresFact(Requirement.PostgreSql)]
    public async Task Nothing_is_opened_when_one_of_the_drafts_is_fenced()
    {
        await OpenAsync(Create("a"));
        await Assert.ThrowsAsync<ObjectFencedException>(() => OpenAsync(Create("b"), Create("a")));

        Assert.Equal(["a"], (await engine.Intents.ListUnsettledAsync(Zone, None)).Select(i => i.Draft.Object));
        Assert.Single(await LedgerAsync());
    }

    [RequiresFact(Requirement.PostgreSql)]
    public async Task A_lease_that_ran_out_opens_nothing()
    {
        engine.Time.Advance(TimeSpan.FromSeconds(31));

        await Assert.ThrowsAsync<LeaseLostException>(() => OpenAsync(Create("a")));

        Assert.Empty(await LedgerAsync());
    }

    [RequiresFact(Requirement.PostgreSql)]
    public async Task A_lease_outlives_the_deadline_of_what_was_begun_under_it()
    {
        engine.Time.Advance(TimeSpan.FromSeconds(25));
        await OpenAsync(Create("a"));

        engine.Time.Advance(Timeout);

        Assert.Null(await engine.Queue.TakeAsync(["zone"], "other", TimeSpan.FromSeconds(30), None));
    }

    [RequiresFact(Requirement.PostgreSql)]
    public async Task What_was_created_is_owned_until_it_is_deleted()
    {
        var created = await OpenAsync(Create("a"));
        await SettleAsync(created[0], new Settlement.Applied("id-1", """{"content": "192.0.2.1"}"""));
        var owned = Assert.Single(await engine.Owned.ListAsync(Zone, None));
        Assert.Equal(("a", "id-1", created[0].Id), (owned.Object, owned.ProviderId, owned.CreatedBy));

        var deleted = await OpenAsync(new IntentDraft("a", "delete", """{"id": "id-1"}""", null, "nobody asks for it"));
        await SettleAsync(deleted[0], new Settlement.Applied("id-1", null));

        Assert.Empty(await engine.Owned.ListAsync(Zone, None));
    }

    [RequiresFact(Requirement.PostgreSql)]
    public async Task Each_settled_change_has_two_entries_with_one_id()
    {
        var intents = await OpenAsync(Create("a"), Create("b"));
        await engine.Intents.SettleAsync(
            [(intents[0], new Settlement.Applied("id-1", "{}")), (intents[1], new Settlement.Rejected(new Reason("Refused", "No.")))], null, None);

        var entries = await LedgerAsync();

        Assert.Equal(
            [("intent", "a", null), ("intent", "b", null), ("settlement", "a", "Applied"), ("settlement", "b", "Rejected")],
            entries.Select(e => (e.Entry, e.Object, e.Result)));
        Assert.Equal(intents.Select(i => i.Id), entries.Where(e => e.Entry == "settlement").Select(e => e.ChangeId));
    }

    [RequiresFact(Requirement.PostgreSql)]
    public async Task An_unconfirmed_change_stays_fenced_and_has_no_second_entry()
    {
        var intents = await OpenAsync(Create("a"));
        await SettleAsync(intents[0], new Settlement.Unconfirmed(new Reason("Timeout", "No answer.")));

        Assert.Single(await LedgerAsync());
        await Assert.ThrowsAsync<ObjectFencedException>(() => OpenAsync(Create("a")));
    }

    [RequiresFact(Requirement.PostgreSql)]
    public async Task Who_settles_second_changes_nothing()
    {
        var intents = await OpenAsync(Create("a"));
        await SettleAsync(intents[0], new Settlement.Rejected(new Reason("Lost", "It never arrived.")));

        await Assert.ThrowsAsync<LeaseLostException>(() => SettleAsync(intents[0], new Settlement.Applied("id-1", "{}")));

        Assert.Empty(await engine.Owned.ListAsync(Zone, None));
        Assert.Equal(2, (await LedgerAsync()).Count);
    }

    [RequiresFact(Requirement.PostgreSql)]
    public async Task What_the_caller_writes_along_is_lost_with_the_settlement()
    {
        var intents = await OpenAsync(Create("a"));

        await Assert.ThrowsAsync<InvalidOperationException>(() => engine.Intents.SettleAsync(
            [(intents[0], new Settlement.Applied("id-1", "{}"))], _ => throw new InvalidOperationException("full disk"), None));

        Assert.Single(await engine.Intents.ListUnsettledAsync(Zone, None));
        Assert.Empty(await engine.Owned.ListAsync(Zone, None));
    }

    [RequiresFact(Requirement.PostgreSql)]
    public async Task The_ledger_refuses_to_be_altered()
    {
        await OpenAsync(Create("a"));
        await using var connection = await engine.Source.OpenConnectionAsync();

        await Assert.ThrowsAsync<PostgresException>(() => connection.ExecuteAsync("UPDATE homelab.ledger SET reason = 'other'"));
        await Assert.ThrowsAsync<PostgresException>(() => connection.ExecuteAsync("DELETE FROM homelab.ledger"));
    }

    [RequiresFact(Requirement.PostgreSql)]
    public async Task An_open_intent_reads_back_as_it_was_written()
    {
        var intents = await OpenAsync(Create("a"));

        var found = Assert.Single(await engine.Intents.ListUnsettledAsync(Zone, None));

        Assert.Equal(intents[0] with { Draft = found.Draft }, found);
        Assert.Equal(("a", "create", null), (found.Draft.Object, found.Draft.Action, found.Draft.Expected));
    }

    static IntentDraft Create(string name) => new(name, "create", null, """{"content": "192.0.2.1"}""", "somebody asks for it");

    Task<IReadOnlyList<Intent>> OpenAsync(params IntentDraft[] drafts) =>
        engine.Intents.OpenAsync(lease, engine.Cause("test"), drafts, Timeout, None);

    Task<IReadOnlyList<long>> SettleAsync(Intent intent, Settlement settlement) => engine.Intents.SettleAsync([(intent, settlement)], null, None);

    async Task<List<(string Entry, string Object, string? Result, Guid ChangeId)>> LedgerAsync()
    {
        await using var connection = await engine.Source.OpenConnectionAsync();
        return [.. await connection.QueryAsync<(string, string, string?, Guid)>(
            "SELECT entry, object, result, change_id FROM homelab.ledger ORDER BY id")];
    }
}
