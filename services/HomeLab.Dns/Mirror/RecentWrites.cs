using Dapper;
using HomeLab.Dns.Providers;
using HomeLab.Dns.Records;
using Npgsql;

namespace HomeLab.Dns.Mirror;

/// <summary>
/// What this service wrote lately and was told to have taken effect. A provider's reads may lag behind its writes: planning on one that
/// does would make again what is there, beside what is wanted by now.
/// </summary>
sealed class RecentWrites(NpgsqlDataSource database)
{
    /// <summary>Remembers effects, within the transaction that settles them, and forgets those that any read shows by now.</summary>
    public static Task AddAsync(
        ZoneName zone, IReadOnlyList<WriteResult.Applied> effects, DateTimeOffset now, TimeSpan lag, NpgsqlTransaction transaction,
        CancellationToken cancellationToken) =>
        transaction.Connection!.ExecuteAsync(new CommandDefinition(
            """
            DELETE FROM written WHERE zone = @zone AND at < @past;
            INSERT INTO written (zone, provider_id, record, at)
            SELECT @zone, id, record::jsonb, @now FROM unnest(@ids, @records) AS given (id, record)
            ON CONFLICT (zone, provider_id) DO UPDATE SET record = excluded.record, at = excluded.at
            """,
            new
            {
                zone = zone.ToString(),
                now,
                past = now - lag,
                ids = effects.Select(effect => effect.Id).ToArray(),
                records = effects.Select(effect => effect.After is null ? null : RecordJson.Of(effect.After)).ToArray(),
            },
            transaction, cancellationToken: cancellationToken));

    /// <summary>How many writes since then a read of the whole zone does not show.</summary>
    public async Task<int> CountMissingAsync(ProviderZone read, DateTimeOffset since, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        var written = (await connection.QueryAsync<(string Id, string? Record)>(new CommandDefinition(
            "SELECT provider_id, record::text FROM written WHERE zone = @zone AND at > @since",
            new { zone = read.Zone.Name.ToString(), since }, cancellationToken: cancellationToken))).ToList();
        if (written.Count == 0)
        {
            return 0;
        }
        var shown = read.Records.ToDictionary(record => record.Id);
        return written.Count(write => write.Record is null
            ? shown.ContainsKey(write.Id)
            : !shown.TryGetValue(write.Id, out var record) || record != RecordJson.ReadActual(write.Record));
    }
}
