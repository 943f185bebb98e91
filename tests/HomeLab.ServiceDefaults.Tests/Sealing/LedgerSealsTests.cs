using Dapper;
using HomeLab.ServiceDefaults.Sealing;
using HomeLab.Testing;
using HomeLab.Testing.Requirements;
using Npgsql;

namespace HomeLab.ServiceDefaults.Tests.Sealing;

public sealed class LedgerSealsTests : SealedDatabase
{
    [RequiresFact(Requirement.PostgreSql)]
    public async Task Each_batch_is_chained_to_the_one_before()
    {
        await AppendAsync();
        await AppendAsync();
        await SealThroughAsync(2);
        await AppendAsync();
        await SealThroughAsync(3);
        await SealAsync();

        await using var connection = await Source.OpenConnectionAsync();
        var seals = (await connection.QueryAsync<(long Number, long Through)>("SELECT number, through_id FROM homelab.ledger_seal ORDER BY number")).ToList();
        Assert.Equal(Enumerable.Range(1, seals.Count).Select(number => (long)number), seals.Select(seal => seal.Number));
        Assert.Contains(2, seals.Select(seal => seal.Through));
        Assert.Equal(3, seals[^1].Through);
        var verdict = await CheckAsync();
        Assert.Equal((3L, 3L, null), (verdict.Entries, verdict.SealedThrough, verdict.Break));
    }

    [RequiresFact(Requirement.PostgreSql)]
    public async Task A_batch_waits_for_a_transaction_that_took_a_smaller_id_and_has_not_ended()
    {
        await using var slow = await Source.OpenConnectionAsync();
        await using var transaction = await slow.BeginTransactionAsync();
        var smaller = await AppendAsync(slow, "slow");
        var larger = await AppendAsync("quick");
        var seals = NewSeals();

        Assert.Null(await seals.SealAsync(CancellationToken.None));
        await transaction.CommitAsync();
        var seal = await EventuallyAsync(seals);

        Assert.Equal([smaller, larger], seal.Ids);
    }

    /// <summary>The quick one's transaction is older than the slow one's: the newest that has ended is no bound.</summary>
    [RequiresFact(Requirement.PostgreSql)]
    public async Task A_batch_waits_even_where_transactions_began_in_another_order_than_ids_were_taken()
    {
        await using var quick = await Source.OpenConnectionAsync();
        await using var quickly = await quick.BeginTransactionAsync();
        await quick.ExecuteAsync("SELECT pg_current_xact_id()");
        await using var slow = await Source.OpenConnectionAsync();
        await using var slowly = await slow.BeginTransactionAsync();
        var smaller = await AppendAsync(slow, "slow");
        var larger = await AppendAsync(quick, "quick");
        await quickly.CommitAsync();
        var seals = NewSeals();

        Assert.Null(await seals.SealAsync(CancellationToken.None));
        await slowly.CommitAsync();

        var seal = await EventuallyAsync(seals);

        Assert.Equal([smaller, larger], seal.Ids);
    }

    [RequiresFact(Requirement.PostgreSql)]
    public async Task An_id_whose_transaction_was_rolled_back_is_no_gap()
    {
        await AppendAsync();
        await using (var connection = await Source.OpenConnectionAsync())
        await using (await connection.BeginTransactionAsync())
        {
            await AppendAsync(connection, "never");
        }
        await AppendAsync();

        var seal = await EventuallyAsync(NewSeals());

        Assert.Equal([1L, 3L], seal.Ids);
        Assert.Null((await CheckAsync()).Break);
    }

    [RequiresFact(Requirement.PostgreSql)]
    public async Task Many_writers_and_several_sealers_at_once_leave_a_whole_chain()
    {
        const int Writers = 12, Each = 60;
        using var ended = new CancellationTokenSource();
        var sealing = Enumerable.Range(0, 3).Select(_ => SealUntilAsync(NewSeals(), ended.Token)).ToList();

        await Task.WhenAll(Enumerable.Range(0, Writers).Select(seed => WriteAsync(new Random(seed), Each)));
        await ended.CancelAsync();
        await Task.WhenAll(sealing);
        await Eventually.TrueAsync(async () => await NewSeals().SealAsync(CancellationToken.None) is null && await UnsealedAsync() == 0, "all is sealed");

        var verdict = await CheckAsync();
        Assert.Null(verdict.Break);
        await using var connection = await Source.OpenConnectionAsync();
        Assert.Equal(await connection.QuerySingleAsync<long>("SELECT count(*) FROM homelab.ledger"), verdict.Entries);
        Assert.True(await connection.QuerySingleAsync<long>("SELECT max(number) FROM homelab.ledger_seal") > 1, "more than one batch");
    }

    async Task WriteAsync(Random random, int count)
    {
        for (var i = 0; i < count; i++)
        {
            await using var connection = await Source.OpenConnectionAsync();
            await using var transaction = await connection.BeginTransactionAsync();
            if (random.Next(2) == 0)
            {
                await connection.ExecuteAsync("SELECT pg_current_xact_id()");
                await Task.Yield();
            }
            for (var entry = random.Next(1, 4); entry > 0; entry--)
            {
                await AppendAsync(connection, $"{i}/{entry}");
                await Task.Delay(random.Next(0, 8));
            }
            if (random.Next(5) > 0)
            {
                await transaction.CommitAsync();
            }
        }
    }

    static async Task SealUntilAsync(LedgerSeals seals, CancellationToken ended)
    {
        while (!ended.IsCancellationRequested)
        {
            await seals.SealAsync(CancellationToken.None);
            await Task.Yield();
        }
    }

    async Task<long> UnsealedAsync()
    {
        await using var connection = await Source.OpenConnectionAsync();
        return await connection.QuerySingleAsync<long>(
            "SELECT count(*) FROM homelab.ledger WHERE id > (SELECT coalesce(max(through_id), 0) FROM homelab.ledger_seal)");
    }

    /// <summary>Other tests' transactions on the same server hold a seal up for moments.</summary>
    /// <summary>Any transaction of the database server, another test's too, may hold a batch up or divide it.</summary>
    Task SealThroughAsync(long id) => Eventually.TrueAsync(
        async () =>
        {
            await SealAsync();
            return (await CheckAsync()).SealedThrough == id;
        },
        "sealed");

    static async Task<Seal> EventuallyAsync(LedgerSeals seals)
    {
        Seal? seal = null;
        await Eventually.TrueAsync(async () => (seal = await seals.SealAsync(CancellationToken.None)) is not null, "a seal");
        return seal!;
    }
}
