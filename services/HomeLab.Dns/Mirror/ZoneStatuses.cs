using System.Text.Json;
using Dapper;
using HomeLab.Dns.Records;
using HomeLab.ServiceDefaults.Reconciliation;
using Npgsql;

namespace HomeLab.Dns.Mirror;

/// <summary>Keeps each zone's status.</summary>
sealed class ZoneStatuses(NpgsqlDataSource database)
{
    static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);

    /// <summary>Null when the zone was never looked at.</summary>
    public async Task<ZoneStatus?> ReadAsync(ZoneName zone, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        var row = await connection.QuerySingleOrDefaultAsync<StatusRow>(new CommandDefinition(
            """
            SELECT outcome, COALESCE(reason_code, '') AS ReasonCode, COALESCE(reason, '') AS Reason, outcome_at AS At,
                   withheld::text AS withheld, wanted::text AS wanted, silence_code AS SilenceCode, silence, told_entry AS ToldEntry
            FROM zone WHERE name = @zone AND outcome IS NOT NULL
            """,
            new { zone = zone.ToString() }, cancellationToken: cancellationToken));
        return row is null ? null : new ZoneStatus(
            row.Outcome, row.ReasonCode, row.Reason, row.At,
            JsonSerializer.Deserialize<List<WithheldLine>>(row.Withheld, Json)!, JsonSerializer.Deserialize<List<WantedLine>>(row.Wanted, Json)!,
            row.SilenceCode is null ? null : new Reason(row.SilenceCode, row.Silence!), row.ToldEntry);
    }

    /// <summary>A provider that was silent is read whole at the next look, which so tells whether it has come back.</summary>
    public static Task WriteAsync(ZoneName zone, ZoneStatus status, NpgsqlTransaction transaction, CancellationToken cancellationToken) =>
        transaction.Connection!.ExecuteAsync(new CommandDefinition(
            """
            INSERT INTO zone (name, outcome, reason_code, reason, outcome_at, withheld, wanted, silence_code, silence, told_entry, succeeded_at)
            VALUES (@zone, @Outcome, @ReasonCode, @Reason, @At, @withheld::jsonb, @wanted::jsonb, @silenceCode, @silence, @ToldEntry, @succeededAt)
            ON CONFLICT (name) DO UPDATE SET
                outcome = excluded.outcome, reason_code = excluded.reason_code, reason = excluded.reason, outcome_at = excluded.outcome_at,
                withheld = excluded.withheld, wanted = excluded.wanted, told_entry = excluded.told_entry,
                silence_code = excluded.silence_code, silence = excluded.silence,
                succeeded_at = COALESCE(excluded.succeeded_at, zone.succeeded_at),
                read_at = CASE WHEN excluded.silence_code IS NULL THEN zone.read_at END
            """,
            new
            {
                zone = zone.ToString(), status.Outcome, status.ReasonCode, status.Reason, status.At, status.ToldEntry,
                withheld = JsonSerializer.Serialize(status.Withheld, Json), wanted = JsonSerializer.Serialize(status.Wanted, Json),
                succeededAt = status.IsAsWanted ? status.At : (DateTimeOffset?)null,
                silenceCode = status.Silence?.Code, silence = status.Silence?.Message,
            },
            transaction, cancellationToken: cancellationToken));

    sealed record StatusRow(string Outcome, string ReasonCode, string Reason, DateTime At, string Withheld, string Wanted, string? SilenceCode, string? Silence, long ToldEntry);
}
