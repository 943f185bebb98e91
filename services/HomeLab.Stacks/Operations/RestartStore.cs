using System.Text.Json;
using Dapper;
using HomeLab.Stacks.Executing;
using Npgsql;

namespace HomeLab.Stacks.Operations;

/// <summary>Remembers of restarts what they are to end, so that whoever goes on with one restarts nothing twice.</summary>
sealed class RestartStore(NpgsqlDataSource database, TimeProvider time)
{
    /// <returns>The operation; null: another one runs on the stack.</returns>
    public async Task<Guid?> BeginAsync(string key, string digest, string commit, Restart restart, string actor, string trace, CancellationToken cancellationToken)
    {
        var id = Guid.CreateVersion7();
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        // Some other process may have begun one since it was looked.
        var made = await connection.ExecuteAsync(new CommandDefinition(
            """
            WITH begun AS (
                INSERT INTO operation (id, key, kind, digest, commit, state, cause_kind, actor, trace, started_at, progress_at)
                VALUES (@id, @key, @kind, @digest, @commit, 'running', 'Operator', @actor, @trace, @now, @now)
                ON CONFLICT (key) WHERE state = 'running' DO NOTHING RETURNING id)
            INSERT INTO restart (operation, service, runs) SELECT id, @Service, @runs::jsonb FROM begun
            """,
            new { id, key, kind = OperationKinds.Restart, digest, commit, actor, trace, now = time.GetUtcNow().UtcDateTime, restart.Service, runs = JsonSerializer.Serialize(restart.Runs) },
            cancellationToken: cancellationToken));
        return made == 1 ? id : null;
    }

    public async Task<Restart> ReadAsync(Guid operation, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        var (service, runs) = await connection.QuerySingleAsync<(string, string)>(new CommandDefinition(
            "SELECT service, runs::text FROM restart WHERE operation = @operation", new { operation }, cancellationToken: cancellationToken));
        return new Restart(service, JsonSerializer.Deserialize<Dictionary<string, string>>(runs)!);
    }
}
