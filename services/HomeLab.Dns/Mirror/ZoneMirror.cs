using Dapper;
using HomeLab.Dns.Providers;
using HomeLab.Dns.Records;
using HomeLab.ServiceDefaults.Reconciliation;
using Npgsql;

namespace HomeLab.Dns.Mirror;

/// <summary>The mirror of every zone, so that a look calls nobody while nothing is to be done.</summary>
sealed class ZoneMirror(NpgsqlDataSource database)
{
    public async Task<MirroredZone> ReadAsync(ZoneName zone, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        await using var answers = await connection.QueryMultipleAsync(new CommandDefinition(
            """
            SELECT provider_id AS ProviderId, read_at AS ReadAt FROM zone WHERE name = @zone;
            SELECT record::text FROM mirror WHERE zone = @zone
            """,
            new { zone = zone.ToString() }, cancellationToken: cancellationToken));
        var row = await answers.ReadSingleOrDefaultAsync<ZoneRow>();
        var records = await answers.ReadAsync<string>();
        return new MirroredZone(zone, row?.ProviderId, row?.ReadAt, [.. records.Select(RecordJson.ReadActual)]);
    }

    public async Task<ZoneContact> ContactAsync(ZoneName zone, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        var row = await connection.QuerySingleOrDefaultAsync<ContactRow>(new CommandDefinition(
            "SELECT provider_id AS ProviderId, read_at AS ReadAt, heard_at AS HeardAt FROM zone WHERE name = @zone",
            new { zone = zone.ToString() }, cancellationToken: cancellationToken));
        return new ZoneContact(row?.ProviderId, row?.ReadAt, row?.HeardAt);
    }

    /// <summary>Remembers a zone that was read whole, unless another look has begun meanwhile: then it may be as it was before that.</summary>
    /// <param name="askedAt">Before the reading began.</param>
    public async Task<MirroredZone> ReplaceAsync(ProviderZone observed, DateTimeOffset askedAt, LeaseFence fence, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        await fence.HoldAsync(transaction, cancellationToken);
        await connection.ExecuteAsync(new CommandDefinition(
            """
            INSERT INTO zone (name, provider_id, read_at, heard_at) VALUES (@zone, @id, @askedAt, @askedAt)
            ON CONFLICT (name) DO UPDATE SET provider_id = excluded.provider_id, read_at = excluded.read_at, heard_at = excluded.heard_at;
            DELETE FROM mirror WHERE zone = @zone;
            INSERT INTO mirror (zone, provider_id, record)
            SELECT @zone, id, record::jsonb FROM unnest(@ids, @records) AS given (id, record)
            """,
            new
            {
                zone = observed.Zone.Name.ToString(), id = observed.Zone.Id, askedAt,
                ids = observed.Records.Select(record => record.Id).ToArray(),
                records = observed.Records.Select(RecordJson.Of).ToArray(),
            },
            transaction, cancellationToken: cancellationToken));
        await transaction.CommitAsync(cancellationToken);
        return new MirroredZone(observed.Zone.Name, observed.Zone.Id, askedAt, observed.Records);
    }

    /// <summary>Takes the effects of writes in, within the transaction that settles them.</summary>
    /// <param name="isDoubtful">Something was not as remembered, so that the zone has to be read whole before the next plan.</param>
    public static Task ApplyAsync(
        ZoneName zone, IReadOnlyList<WriteResult.Applied> effects, bool isDoubtful, NpgsqlTransaction transaction, CancellationToken cancellationToken)
    {
        var kept = effects.Select(effect => effect.After).OfType<ActualRecord>().ToList();
        return transaction.Connection!.ExecuteAsync(new CommandDefinition(
            """
            DELETE FROM mirror WHERE zone = @zone AND provider_id = ANY(@gone);
            INSERT INTO mirror (zone, provider_id, record)
            SELECT @zone, id, record::jsonb FROM unnest(@ids, @records) AS given (id, record)
            ON CONFLICT (zone, provider_id) DO UPDATE SET record = excluded.record;
            UPDATE zone SET read_at = NULL WHERE name = @zone AND @isDoubtful
            """,
            new
            {
                zone = zone.ToString(),
                gone = effects.Where(effect => effect.After is null).Select(effect => effect.Id).ToArray(),
                ids = kept.Select(record => record.Id).ToArray(),
                records = kept.Select(RecordJson.Of).ToArray(),
                isDoubtful,
            },
            transaction, cancellationToken: cancellationToken));
    }

    /// <summary>What is remembered may be wrong: read the zone whole before the next plan.</summary>
    public async Task DoubtAsync(ZoneName zone, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        await connection.ExecuteAsync(new CommandDefinition(
            "UPDATE zone SET read_at = NULL WHERE name = @zone", new { zone = zone.ToString() }, cancellationToken: cancellationToken));
    }

    sealed record ZoneRow(string? ProviderId, DateTime? ReadAt);

    sealed record ContactRow(string? ProviderId, DateTime? ReadAt, DateTime? HeardAt);
}
