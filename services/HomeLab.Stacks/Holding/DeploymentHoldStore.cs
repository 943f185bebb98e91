using Dapper;
using Npgsql;

namespace HomeLab.Stacks.Holding;

/// <summary>Remembers which holds are ours, so that whoever comes after a crash releases them, and none of them holds ourselves.</summary>
sealed class DeploymentHoldStore(NpgsqlDataSource database)
{
    public async Task<IReadOnlyDictionary<string, (string Id, DateTimeOffset Until)>> ListAsync(CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        var rows = await connection.QueryAsync<(string Key, string Id, DateTime Until)>(
            new CommandDefinition("SELECT key, id, until FROM deployment_hold", cancellationToken: cancellationToken));
        return rows.ToDictionary(it => it.Key, it => (it.Id, new DateTimeOffset(it.Until, TimeSpan.Zero)), StringComparer.Ordinal);
    }

    public Task WriteAsync(string key, string id, DateTimeOffset until, CancellationToken cancellationToken) => ExecuteAsync(
        "INSERT INTO deployment_hold (key, id, until) VALUES (@key, @id, @until) ON CONFLICT (key) DO UPDATE SET id = excluded.id, until = excluded.until",
        new { key, id, until = until.UtcDateTime }, cancellationToken);

    /// <summary>The hold of a stack on which nothing is done any more; null: there is none.</summary>
    public async Task<string?> IdleAsync(string key, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        return await connection.QuerySingleOrDefaultAsync<string>(new CommandDefinition(
            "SELECT id FROM deployment_hold WHERE key = @key AND NOT EXISTS (SELECT 1 FROM operation WHERE operation.key = @key AND state = 'running')",
            new { key }, cancellationToken: cancellationToken));
    }

    public Task ForgetAsync(string key, string id, CancellationToken cancellationToken) =>
        ExecuteAsync("DELETE FROM deployment_hold WHERE key = @key AND id = @id", new { key, id }, cancellationToken);

    async Task ExecuteAsync(string sql, object parameters, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        await connection.ExecuteAsync(new CommandDefinition(sql, parameters, cancellationToken: cancellationToken));
    }
}
