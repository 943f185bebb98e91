using Dapper;
using HomeLab.Backups.Repositories;
using Npgsql;

namespace HomeLab.Backups.States;

/// <summary>Remembers what copies there are, and why there are none.</summary>
sealed class BackupStates(NpgsqlDataSource database)
{
    const string Columns =
        "key, last_at AS LastAt, last_copy AS LastCopy, last_bytes AS LastBytes, last_method AS LastMethod, entry, due_since AS DueSince, problem, requested_at AS RequestedAt";

    public async Task<BackupState> ReadAsync(string key, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        return await connection.QuerySingleOrDefaultAsync<BackupState>(new CommandDefinition($"SELECT {Columns} FROM backup WHERE key = @key", new { key }, cancellationToken: cancellationToken))
            ?? BackupState.New(key);
    }

    /// <summary>By their keys.</summary>
    public async Task<IReadOnlyDictionary<string, BackupState>> ListAsync(CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        return (await connection.QueryAsync<BackupState>(new CommandDefinition($"SELECT {Columns} FROM backup", cancellationToken: cancellationToken))).ToDictionary(it => it.Key, StringComparer.Ordinal);
    }

    /// <summary>Somebody wants one that is newer than now.</summary>
    public async Task RequestAsync(string key, DateTimeOffset now, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        await connection.ExecuteAsync(new CommandDefinition(
            "INSERT INTO backup (key, requested_at) VALUES (@key, @now) ON CONFLICT (key) DO UPDATE SET requested_at = excluded.requested_at",
            new { key, now = now.UtcDateTime }, cancellationToken: cancellationToken));
    }

    /// <param name="newest">Null: the repository has none.</param>
    public static Task MadeAsync(string key, Copy? newest, long entry, NpgsqlTransaction transaction, CancellationToken cancellationToken) => transaction.Connection!.ExecuteAsync(new CommandDefinition(
        """
        INSERT INTO backup (key, last_at, last_copy, last_bytes, last_method, entry) VALUES (@key, @at, @copy, @bytes, @method, @entry)
        ON CONFLICT (key) DO UPDATE SET last_at = excluded.last_at, last_copy = excluded.last_copy, last_bytes = excluded.last_bytes, last_method = excluded.last_method,
            entry = excluded.entry, due_since = NULL, problem = ''
        """,
        new { key, at = newest?.At.UtcDateTime, copy = newest?.Id ?? "", bytes = newest?.Bytes ?? 0, method = newest?.Method ?? "", entry }, transaction, cancellationToken: cancellationToken));

    public static Task FailedAsync(string key, string problem, DateTimeOffset now, NpgsqlTransaction transaction, CancellationToken cancellationToken) => transaction.Connection!.ExecuteAsync(new CommandDefinition(
        """
        INSERT INTO backup (key, problem, due_since) VALUES (@key, @problem, @now)
        ON CONFLICT (key) DO UPDATE SET problem = excluded.problem, due_since = coalesce(backup.due_since, excluded.due_since)
        """,
        new { key, problem, now = now.UtcDateTime }, transaction, cancellationToken: cancellationToken));
}
