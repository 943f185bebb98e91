using Dapper;
using HomeLab.Inventory.Resources;
using HomeLab.Inventory.Sources;
using HomeLab.ServiceDefaults.Messaging;
using Npgsql;

namespace HomeLab.Inventory.Kubernetes.Events;

/// <summary>What objects have to be told, and what they were.</summary>
sealed class EventTables(NpgsqlDataSource database, Outbox outbox, TimeProvider time)
{
    const int MostAtOnce = 100;

    /// <param name="cluster"><c>kubernetes/talos</c>.</param>
    /// <param name="zones">Of the lab: what lies in none of them is nobody's business here, and so is what the lab chose not to publish.</param>
    public async Task<IReadOnlyList<DueEvent>> DueAsync(string cluster, IReadOnlyList<string> zones, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        return [.. await connection.QueryAsync<DueEvent>(new CommandDefinition(
            """
            SELECT e.address AS endpoint, now.zone, e.uid, e.host, r.name AS object, r.facts->>'apiVersion' AS apiversion, r.facts->>'kind' AS kind,
                now.result, now.code, now.reason, now.records, now.told
            FROM endpoint e JOIN resource r ON r.address = e.resource
            CROSS JOIN LATERAL (
                SELECT *, concat_ws(E'\n', result, code, reason, records) AS told FROM (
                    SELECT '' AS zone, CASE WHEN e.refused_code IN ('NoAddress', 'NotYetAccepted') THEN 'Waiting' ELSE 'Refused' END AS result,
                        e.refused_code AS code, e.refused_reason AS reason, '[]' AS records
                    WHERE e.refused_code NOT IN ('', 'OutsideZones') AND e.refused_code NOT LIKE '%NotPublished'
                        AND EXISTS (SELECT FROM unnest(@zones) zone WHERE e.host = zone OR e.host LIKE '%.' || zone)
                    UNION ALL
                    SELECT zone, result, reason_code, reason, records::text FROM endpoint_result WHERE endpoint = e.address AND e.refused_code = ''
                ) told_of
            ) now
            LEFT JOIN object_event o ON o.endpoint = e.address AND o.zone = now.zone
            WHERE starts_with(e.source, @cluster || '/') AND (o.told IS DISTINCT FROM now.told OR o.uid <> e.uid OR NOT o.is_written)
            ORDER BY e.address, now.zone LIMIT @MostAtOnce
            """,
            new { cluster, zones = zones.ToArray(), MostAtOnce }, cancellationToken: cancellationToken))];
    }

    /// <summary>Decides that the object is told now.</summary>
    /// <returns>Which telling this is: the same one until it is <see cref="WrittenAsync"/>, or something else is to be told.</returns>
    public async Task<long> DecideAsync(SourceLease lease, DueEvent due, CancellationToken cancellationToken)
    {
        await using var transaction = await InventoryTransaction.BeginAsync(database, outbox, lease, time.GetUtcNow(), cancellationToken);
        // What was refused and is asked for again is news once more, and the other way round.
        await transaction.ExecuteAsync(
            "DELETE FROM object_event WHERE endpoint = @Endpoint AND (zone = '') <> (@Zone = '')", due, cancellationToken);
        var number = (await transaction.QueryAsync<long>(
            """
            INSERT INTO object_event AS known (endpoint, zone, uid, told, number, is_written)
            SELECT address, @Zone, @Uid, @Told, nextval('object_event_number'), false FROM endpoint WHERE address = @Endpoint FOR KEY SHARE
            ON CONFLICT (endpoint, zone) DO UPDATE SET uid = excluded.uid, told = excluded.told, is_written = false,
                number = CASE WHEN known.uid = excluded.uid AND known.told = excluded.told AND NOT known.is_written THEN known.number ELSE excluded.number END
            RETURNING number
            """,
            due, cancellationToken)).SingleOrDefault();
        await transaction.CommitAsync(cancellationToken);
        return number;
    }

    public async Task WrittenAsync(DueEvent due, long number, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        await connection.ExecuteAsync(new CommandDefinition(
            "UPDATE object_event SET is_written = true WHERE endpoint = @Endpoint AND zone = @Zone AND number = @number",
            new { due.Endpoint, due.Zone, number }, cancellationToken: cancellationToken));
    }

    /// <summary>The cluster's identity as it was pinned; empty: it was never reached.</summary>
    public async Task<string> IdentityAsync(string cluster, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        return await connection.QuerySingleOrDefaultAsync<string>(new CommandDefinition(
            "SELECT identity FROM source WHERE name = @cluster", new { cluster }, cancellationToken: cancellationToken)) ?? "";
    }
}
