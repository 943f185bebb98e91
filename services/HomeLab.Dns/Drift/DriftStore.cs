using System.Text.Json;
using Dapper;
using Npgsql;

namespace HomeLab.Dns.Drift;

/// <summary>When each account's API was looked at last, and what was found.</summary>
sealed class DriftStore(NpgsqlDataSource database, TimeProvider time)
{
    /// <returns>Whether it is this replica's turn to look, which nobody else's it is then.</returns>
    public async Task<bool> ClaimAsync(string account, TimeSpan interval, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        return await connection.ExecuteAsync(new CommandDefinition(
            """
            INSERT INTO api_check (account, claimed_at) VALUES (@account, @now)
            ON CONFLICT (account) DO UPDATE SET claimed_at = @now WHERE api_check.claimed_at <= @before
            """,
            new { account, now, before = now - interval }, cancellationToken: cancellationToken)) > 0;
    }

    public async Task KeepAsync(string account, IReadOnlyList<ApiDrift> found, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        await connection.ExecuteAsync(new CommandDefinition(
            "UPDATE api_check SET checked_at = @now, drift = @drift::jsonb WHERE account = @account",
            new { account, now = time.GetUtcNow(), drift = JsonSerializer.Serialize(found) }, cancellationToken: cancellationToken));
    }

    /// <summary>What was found last, by account; those that were never looked at have no entry.</summary>
    public async Task<IReadOnlyDictionary<string, IReadOnlyList<ApiDrift>>> ReadAsync(CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        var rows = await connection.QueryAsync<(string Account, string Drift)>(new CommandDefinition(
            "SELECT account, drift::text FROM api_check WHERE checked_at IS NOT NULL", cancellationToken: cancellationToken));
        return rows.ToDictionary(it => it.Account, it => (IReadOnlyList<ApiDrift>)JsonSerializer.Deserialize<List<ApiDrift>>(it.Drift)!);
    }
}
