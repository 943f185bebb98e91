using System.Text.Json;
using Dapper;
using Npgsql;

namespace HomeLab.Stacks.Healing;

sealed class HealingStore(NpgsqlDataSource database)
{
    /// <param name="key">Empty: of all stacks.</param>
    public async Task<IReadOnlyDictionary<string, HealingState>> ListAsync(string key, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        var rows = await connection.QueryAsync<(string Key, string State)>(
            new CommandDefinition("SELECT key, state::text FROM healing WHERE @key = '' OR key = @key", new { key }, cancellationToken: cancellationToken));
        return rows.ToDictionary(it => it.Key, it => JsonSerializer.Deserialize<HealingState>(it.State)!, StringComparer.Ordinal);
    }

    /// <param name="before">As it was read; null: there was none. Where somebody changed it since, theirs stays.</param>
    public async Task WriteAsync(string key, HealingState? before, HealingState after, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        await connection.ExecuteAsync(Change(key, before, after, null, cancellationToken));
    }

    /// <summary>In the transaction that records the facts.</summary>
    public static Task WriteAsync(NpgsqlTransaction transaction, string key, HealingState? before, HealingState after, CancellationToken cancellationToken) =>
        transaction.Connection!.ExecuteAsync(Change(key, before, after, transaction, cancellationToken));

    /// <summary>A person takes care of it: all begins anew.</summary>
    public async Task ForgetAsync(string key, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        await connection.ExecuteAsync(new CommandDefinition("DELETE FROM healing WHERE key = @key", new { key }, cancellationToken: cancellationToken));
    }

    static CommandDefinition Change(string key, HealingState? before, HealingState after, NpgsqlTransaction? transaction, CancellationToken cancellationToken) => new(
        before is null
            ? "INSERT INTO healing (key, state) VALUES (@key, @after::jsonb) ON CONFLICT (key) DO NOTHING"
            : "UPDATE healing SET state = @after::jsonb WHERE key = @key AND state = @before::jsonb",
        new { key, before = JsonSerializer.Serialize(before), after = JsonSerializer.Serialize(after) }, transaction, cancellationToken: cancellationToken);
}
