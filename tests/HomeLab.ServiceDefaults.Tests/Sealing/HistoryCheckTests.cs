using Dapper;
using HomeLab.Testing;
using HomeLab.Testing.Requirements;

namespace HomeLab.ServiceDefaults.Tests.Sealing;

/// <summary>What somebody with the database's whole power does to nine entries in three batches.</summary>
public sealed class HistoryCheckTests : SealedDatabase
{
    [RequiresTheory(Requirement.PostgreSql)]
    [InlineData("at = at + interval '1 microsecond'")]
    [InlineData("entry = 'settlement'")]
    [InlineData("change_id = gen_random_uuid()")]
    [InlineData("kind = 'other'")]
    [InlineData("key = 'other'")]
    [InlineData("object = 'other'")]
    [InlineData("action = 'delete'")]
    [InlineData("actor = 'somebody'")]
    [InlineData("result = ''")]
    [InlineData("reason = 'because.'")]
    [InlineData("cause_kind = 'other'")]
    [InlineData("cause_key = 'other'")]
    [InlineData("trace_id = 'null'")]
    [InlineData("detail = jsonb_set(detail, '{desired,ttl}', '300.0')")]
    [InlineData("detail = jsonb_set(detail, '{desired,ttl}', '\"300\"')")]
    public async Task An_altered_entry_is_named(string change)
    {
        await WriteAsync();

        await TamperAsync($"UPDATE homelab.ledger SET {change} WHERE id = 5");

        await BreaksAsync(5, "Entry 5 was altered after seal 2 was made.");
    }

    [RequiresTheory(Requirement.PostgreSql)]
    [InlineData(1, 1)]
    [InlineData(5, 2)]
    [InlineData(6, 2)]
    [InlineData(9, 3)]
    public async Task A_removed_entry_is_named(long id, int seal)
    {
        await WriteAsync();

        await TamperAsync($"DELETE FROM homelab.ledger WHERE id = {id}");

        await BreaksAsync(id, $"Entry {id} was removed after seal {seal} was made.");
    }

    [RequiresFact(Requirement.PostgreSql)]
    public async Task Entries_that_were_all_removed_are_named()
    {
        await WriteAsync();

        await TamperAsync("DELETE FROM homelab.ledger");

        await BreaksAsync(1, "Entry 1 was removed after seal 1 was made.");
    }

    [RequiresTheory(Requirement.PostgreSql)]
    [InlineData(0, 1)]
    [InlineData(-7, 1)]
    [InlineData(5, 2)]
    public async Task An_inserted_entry_is_named(long id, int seal)
    {
        await AppendSealedAsync(3);
        // Ids whose transactions were rolled back leave places.
        await ExecuteAsync("SELECT setval('homelab.ledger_id_seq', 5)");
        await AppendSealedAsync(3);

        await TamperAsync(
            $"""
            INSERT INTO homelab.ledger OVERRIDING SYSTEM VALUE
            SELECT {id}, at, entry, gen_random_uuid(), kind, key, object, action, actor, result, reason, cause_kind, cause_key, trace_id, detail
            FROM homelab.ledger WHERE id = 1
            """);

        await BreaksAsync(id, $"Entry {id} was inserted after seal {seal} was made.");
    }

    [RequiresFact(Requirement.PostgreSql)]
    public async Task Entries_in_another_order_are_named()
    {
        await WriteAsync();

        await TamperAsync(
            """
            ALTER TABLE homelab.ledger ALTER id DROP IDENTITY;
            UPDATE homelab.ledger SET id = -5 WHERE id = 5;
            UPDATE homelab.ledger SET id = 5 WHERE id = 8;
            UPDATE homelab.ledger SET id = 8 WHERE id = -5;
            """);

        await BreaksAsync(5, "Entry 5 was altered after seal 2 was made.");
    }

    [RequiresTheory(Requirement.PostgreSql)]
    [InlineData("UPDATE homelab.ledger_seal SET seal = sha256('x') WHERE number = 2", 4, "Seal 2 is not the one that was made after seal 1: it was altered.")]
    [InlineData("DELETE FROM homelab.ledger_seal WHERE number = 2", 7, "Seal 2 was removed.")]
    [InlineData("DELETE FROM homelab.ledger_seal WHERE number < 3", 7, "Seal 1 was removed.")]
    public async Task A_seal_that_was_altered_or_removed_is_named(string tamper, long id, string reason)
    {
        await WriteAsync();

        await TamperAsync(tamper);

        await BreaksAsync(id, reason);
    }

    /// <summary>Whoever computes all seals anew is contradicted by one that was noted elsewhere.</summary>
    [RequiresFact(Requirement.PostgreSql)]
    public async Task A_chain_that_was_made_anew_lacks_the_seal_that_somebody_noted()
    {
        await WriteAsync();
        var noted = Convert.ToHexStringLower((await CheckAsync()).Seal);
        await AppendSealedAsync(1);
        Assert.Null((await CheckAsync(noted)).Break);

        await TamperAsync("UPDATE homelab.ledger SET actor = 'nobody' WHERE id = 1; DELETE FROM homelab.ledger_seal");
        await SealAsync();

        Assert.Null((await CheckAsync()).Break);
        Assert.Contains(noted, (await CheckAsync(noted)).Break!.Reason, StringComparison.Ordinal);
    }

    [RequiresFact(Requirement.PostgreSql)]
    public async Task Neither_the_servers_time_zone_nor_the_order_of_keys_matters()
    {
        await WriteAsync();

        await TamperAsync(
            """
            DO $$ BEGIN EXECUTE format('ALTER DATABASE %I SET timezone = ''Pacific/Chatham''; ALTER DATABASE %I SET datestyle = ''SQL, DMY''',
                current_database(), current_database()); END $$;
            UPDATE homelab.ledger SET detail = '{ "desired" : {"content" : "192.0.2.1", "ttl": 300} }';
            """);
        Source.Clear();

        await using var connection = await Source.OpenConnectionAsync();
        Assert.Equal("Pacific/Chatham", await connection.QuerySingleAsync<string>("SHOW timezone"));
        Assert.Null((await CheckAsync()).Break);
    }

    [RequiresFact(Requirement.PostgreSql)]
    public async Task An_empty_ledger_is_whole()
    {
        var verdict = await CheckAsync();

        Assert.Equal((0L, 0L, null), (verdict.Entries, verdict.SealedThrough, verdict.Break));
    }

    async Task WriteAsync()
    {
        for (var batch = 0; batch < 3; batch++)
        {
            await AppendSealedAsync(3);
        }
    }

    async Task AppendSealedAsync(int count)
    {
        for (; count > 0; count--)
        {
            await AppendAsync();
        }
        var before = (await CheckAsync()).SealedThrough;
        await Eventually.TrueAsync(
            async () =>
            {
                await SealAsync();
                return (await CheckAsync()).SealedThrough > before;
            },
            "sealed");
    }

    Task TamperAsync(string sql) => ExecuteAsync(
        $"""
        ALTER TABLE homelab.ledger DISABLE TRIGGER ALL;
        ALTER TABLE homelab.ledger_seal DISABLE TRIGGER ALL;
        {sql}
        """);

    async Task BreaksAsync(long id, string reason)
    {
        var found = (await CheckAsync()).Break;
        Assert.Equal((id, reason), (found?.EntryId, found?.Reason));
    }
}
