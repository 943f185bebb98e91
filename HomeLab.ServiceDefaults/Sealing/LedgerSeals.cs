using System.Globalization;
using Npgsql;

namespace HomeLab.ServiceDefaults.Sealing;

/// <summary>Appends seals; of several that try at once, one does.</summary>
/// <remarks>
/// Ids are given in another order than transactions commit in, so an entry may become visible below one that is sealed. Therefore a
/// seal goes no further than an id for which every transaction that may hold it or a smaller one is known to have ended.
/// </remarks>
sealed class LedgerSeals(NpgsqlDataSource database, TimeProvider time)
{
    /// <summary>Any constant will do.</summary>
    const long Lock = 0x486F6D654C616201;

    const int LargestBatch = 1000;

    /// <summary>The newest entry seen, and a transaction id that is newer than that of everybody who may still add one below it.</summary>
    (long Id, ulong Transaction)? awaited;

    /// <summary>Seals what can be; null when nothing can now, or another process is at it.</summary>
    public async Task<Seal?> SealAsync(CancellationToken cancellationToken)
    {
        try
        {
            return await SealNextAsync(cancellationToken);
        }
        catch (NpgsqlException)
        {
            // What answers next may be a restored database, whose transactions are numbered anew.
            awaited = null;
            throw;
        }
    }

    async Task<Seal?> SealNextAsync(CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        // Each statement has to see what was committed before it, which is the default isolation.
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        if (!(bool)(await ScalarAsync(transaction, $"SELECT pg_try_advisory_xact_lock({Lock})", cancellationToken))!)
        {
            return null;
        }
        var previous = await NewestAsync(transaction, cancellationToken);
        if (await SettledThroughAsync(transaction, previous.ThroughId, cancellationToken) is not { } through)
        {
            await transaction.CommitAsync(cancellationToken);
            return null;
        }
        var entries = await ReadAsync(transaction, previous.ThroughId, through, cancellationToken);
        if (entries.Count == 0)
        {
            awaited = null;
            return null;
        }
        var seal = Seal.After(previous, entries);
        await InsertAsync(transaction, seal, cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        if (seal.ThroughId >= through)
        {
            awaited = null;
        }
        return seal;
    }

    static async Task<Seal> NewestAsync(NpgsqlTransaction transaction, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(
            "SELECT number, through_id, seal FROM homelab.ledger_seal ORDER BY number DESC LIMIT 1", transaction.Connection, transaction);
        await using var row = await command.ExecuteReaderAsync(cancellationToken);
        return await row.ReadAsync(cancellationToken)
            ? new Seal(row.GetInt64(0), row.GetInt64(1), [], [], row.GetFieldValue<byte[]>(2))
            : Seal.Start;
    }

    /// <summary>
    /// First the newest id, then a transaction id: who took a smaller id before has a smaller transaction id (a trigger sees to
    /// it). Once no transaction that is older than ours runs, all of them have ended and nobody can add below.
    /// </summary>
    async Task<long?> SettledThroughAsync(NpgsqlTransaction transaction, long sealedThrough, CancellationToken cancellationToken)
    {
        if (awaited is not { } waiting || waiting.Id <= sealedThrough)
        {
            if (await ScalarAsync(transaction, "SELECT max(id) FROM homelab.ledger", cancellationToken) is not long newest || newest <= sealedThrough)
            {
                return null;
            }
            waiting = (newest, TransactionId(await ScalarAsync(transaction, "SELECT pg_current_xact_id()::text", cancellationToken)));
            awaited = waiting;
        }
        var oldestRunning = TransactionId(
            await ScalarAsync(transaction, "SELECT pg_snapshot_xmin(pg_current_snapshot())::text", cancellationToken));
        return oldestRunning >= waiting.Transaction ? waiting.Id : null;
    }

    static ulong TransactionId(object? text) => ulong.Parse((string)text!, CultureInfo.InvariantCulture);

    static async Task<List<SealedEntry>> ReadAsync(NpgsqlTransaction transaction, long after, long through, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(
            $"SELECT {SealedEntry.Columns} FROM homelab.ledger WHERE id > @after AND id <= @through ORDER BY id LIMIT {LargestBatch}",
            transaction.Connection, transaction)
        {
            Parameters = { new("after", after), new("through", through) },
        };
        var entries = new List<SealedEntry>();
        await using var row = await command.ExecuteReaderAsync(cancellationToken);
        while (await row.ReadAsync(cancellationToken))
        {
            entries.Add(SealedEntry.Read(row));
        }
        return entries;
    }

    async Task InsertAsync(NpgsqlTransaction transaction, Seal seal, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(
            """
            INSERT INTO homelab.ledger_seal (number, through_id, ids, digests, seal, sealed_at)
            VALUES (@number, @through, @ids, @digests, @seal, @now)
            """, transaction.Connection, transaction)
        {
            Parameters =
            {
                new("number", seal.Number), new("through", seal.ThroughId), new("ids", seal.Ids), new("digests", seal.Digests),
                new("seal", seal.Value), new("now", time.GetUtcNow()),
            },
        };
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    static async Task<object?> ScalarAsync(NpgsqlTransaction transaction, string sql, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(sql, transaction.Connection, transaction);
        return await command.ExecuteScalarAsync(cancellationToken);
    }
}
