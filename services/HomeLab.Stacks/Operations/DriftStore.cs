using System.Text.Json;
using Dapper;
using HomeLab.Stacks.Executing;
using Npgsql;

namespace HomeLab.Stacks.Operations;

/// <summary>Remembers of which drift was told, so that the same is told once.</summary>
sealed class DriftStore(NpgsqlDataSource database)
{
    public async Task<KnownDrift> ReadAsync(string key, CancellationToken cancellationToken) =>
        (await ListAsync(key, cancellationToken)).GetValueOrDefault(key, KnownDrift.None);

    /// <param name="key">Empty: of all stacks.</param>
    public async Task<IReadOnlyDictionary<string, KnownDrift>> ListAsync(string key, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        var rows = await connection.QueryAsync<(string Key, string Fields, DateTime Since)>(new CommandDefinition(
            "SELECT key, fields::text, since FROM drift WHERE @key = '' OR key = @key", new { key }, cancellationToken: cancellationToken));
        return rows.ToDictionary(
            it => it.Key, it => new KnownDrift(JsonSerializer.Deserialize<List<DriftedField>>(it.Fields)!, new DateTimeOffset(it.Since, TimeSpan.Zero)), StringComparer.Ordinal);
    }

    /// <summary>In the transaction that records the facts.</summary>
    public static async Task WriteAsync(NpgsqlTransaction transaction, string key, IReadOnlyList<DriftedField> fields, DateTimeOffset now, CancellationToken cancellationToken) =>
        await transaction.Connection!.ExecuteAsync(new CommandDefinition(
            fields.Count == 0
                ? "DELETE FROM drift WHERE key = @key"
                : "INSERT INTO drift (key, fields, since) VALUES (@key, @fields::jsonb, @now) ON CONFLICT (key) DO UPDATE SET fields = excluded.fields",
            new { key, fields = JsonSerializer.Serialize(fields), now = now.UtcDateTime }, transaction, cancellationToken: cancellationToken));
}
