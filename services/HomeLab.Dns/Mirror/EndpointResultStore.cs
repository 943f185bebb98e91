using System.Text.Json;
using Dapper;
using HomeLab.Dns.Reconciling;
using HomeLab.Dns.Records;
using Npgsql;

namespace HomeLab.Dns.Mirror;

/// <summary>Keeps what was told of endpoints.</summary>
sealed class EndpointResultStore(NpgsqlDataSource database)
{
    /// <returns>By endpoint.</returns>
    public async Task<IReadOnlyDictionary<string, EndpointResult>> ReadAsync(ZoneName zone, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        var rows = await connection.QueryAsync<Row>(new CommandDefinition(
            "SELECT endpoint, epoch, result, reason_code AS ReasonCode, reason, records::text FROM endpoint_result WHERE zone = @zone",
            new { zone = zone.ToString() }, cancellationToken: cancellationToken));
        return rows.ToDictionary(row => row.Endpoint, row => new EndpointResult(row.Endpoint, row.Epoch, row.Result, row.ReasonCode, row.Reason, JsonSerializer.Deserialize<List<string>>(row.Records)!));
    }

    public static async Task WriteAsync(ZoneName zone, EndpointNews news, NpgsqlTransaction transaction, CancellationToken cancellationToken)
    {
        if (news.Gone.Count > 0)
        {
            await transaction.Connection!.ExecuteAsync(new CommandDefinition(
                "DELETE FROM endpoint_result WHERE zone = @zone AND endpoint = ANY(@gone)",
                new { zone = zone.ToString(), gone = news.Gone.ToArray() }, transaction, cancellationToken: cancellationToken));
        }
        foreach (var result in news.Changed)
        {
            await transaction.Connection!.ExecuteAsync(new CommandDefinition(
                """
                INSERT INTO endpoint_result (zone, endpoint, epoch, result, reason_code, reason, records)
                VALUES (@zone, @Endpoint, @Epoch, @Result, @ReasonCode, @Reason, @records::jsonb)
                ON CONFLICT (zone, endpoint) DO UPDATE SET epoch = excluded.epoch, result = excluded.result,
                    reason_code = excluded.reason_code, reason = excluded.reason, records = excluded.records
                """,
                new
                {
                    zone = zone.ToString(), result.Endpoint, result.Epoch, result.Result, result.ReasonCode, result.Reason, records = JsonSerializer.Serialize(result.Records),
                },
                transaction, cancellationToken: cancellationToken));
        }
    }

    sealed record Row(string Endpoint, string Epoch, string Result, string ReasonCode, string Reason, string Records);
}
