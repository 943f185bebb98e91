using Dapper;
using HomeLab.ServiceDefaults.Reconciliation;
using Npgsql;

namespace HomeLab.Backups.Restoring;

/// <summary>Remembers what is put back, and what became of it.</summary>
sealed class RestoreStore(NpgsqlDataSource database, TimeProvider time)
{
    const string Columns = "id, key, copy, into_name AS IntoName, actor, state, has_begun AS HasBegun, reason, started_at AS StartedAt, ended_at AS EndedAt";

    public async Task<Restoration?> FindAsync(Guid id, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        return await connection.QuerySingleOrDefaultAsync<Restoration>(new CommandDefinition($"SELECT {Columns} FROM restoration WHERE id = @id", new { id }, cancellationToken: cancellationToken));
    }

    public async Task<IReadOnlyCollection<string>> ListRunningAsync(CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        return [.. (await connection.QueryAsync<Guid>(new CommandDefinition("SELECT id FROM restoration WHERE state = 'running'", cancellationToken: cancellationToken))).Select(it => it.ToString())];
    }

    public async Task<Restoration> AddAsync(string key, string copy, string into, string actor, CancellationToken cancellationToken)
    {
        var added = new Restoration(Guid.CreateVersion7(), key, copy, into, actor, Restoration.Running, false, "", time.GetUtcNow().UtcDateTime, null);
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        await connection.ExecuteAsync(new CommandDefinition(
            "INSERT INTO restoration (id, key, copy, into_name, actor, state, started_at) VALUES (@Id, @Key, @Copy, @IntoName, @Actor, @State, @StartedAt)", added, cancellationToken: cancellationToken));
        return added;
    }

    /// <summary>Before anything is made.</summary>
    public async Task BeginAsync(Guid id, LeaseFence fence, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        await fence.HoldAsync(transaction, cancellationToken);
        await connection.ExecuteAsync(new CommandDefinition("UPDATE restoration SET has_begun = true WHERE id = @id", new { id }, transaction, cancellationToken: cancellationToken));
        await transaction.CommitAsync(cancellationToken);
    }

    /// <param name="failure">Empty: it went well.</param>
    public Task EndAsync(Guid id, string failure, NpgsqlTransaction transaction, CancellationToken cancellationToken) => transaction.Connection!.ExecuteAsync(new CommandDefinition(
        "UPDATE restoration SET state = @state, reason = @failure, ended_at = @now WHERE id = @id AND state = 'running'",
        new { id, state = failure.Length == 0 ? Restoration.Succeeded : Restoration.Failed, failure, now = time.GetUtcNow().UtcDateTime }, transaction, cancellationToken: cancellationToken));
}
