using System.Net;
using System.Text.Json;
using Dapper;
using HomeLab.Dns.Addresses.Agreement;
using HomeLab.ServiceDefaults.Reconciliation;
using Npgsql;

namespace HomeLab.Dns.Addresses;

/// <summary>Keeps what is known of each uplink's addresses. An address that was agreed on is never forgotten, whatever becomes of its uplink.</summary>
sealed class UplinkStates(NpgsqlDataSource database)
{
    static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);

    public async Task<IReadOnlyList<UplinkState>> ReadAsync(CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        var rows = await connection.QueryAsync<Row>(new CommandDefinition(
            """
            SELECT uplink, family, address, bits, since, array_to_json(told_by)::text AS ToldBy, pending,
                   pending_rounds AS PendingRounds, array_to_json(changed_at)::text AS ChangedAt,
                   answers::text AS answers, reason_code AS ReasonCode, reason, asked_at AS AskedAt, agreed_at AS AgreedAt
            FROM uplink_address ORDER BY uplink, family
            """,
            cancellationToken: cancellationToken));
        return [.. rows.Select(State)];
    }

    /// <param name="now">When the round ended.</param>
    public static Task WriteAsync(string uplink, Round round, DateTimeOffset now, NpgsqlTransaction transaction, CancellationToken cancellationToken) =>
        transaction.Connection!.ExecuteAsync(new CommandDefinition(
            """
            INSERT INTO uplink_address (uplink, family, address, bits, since, told_by, pending, pending_rounds, changed_at, answers,
                reason_code, reason, asked_at, agreed_at)
            VALUES (@uplink, @family, @address, @Bits, @Since, @by, @pending, @PendingRounds, @changedAt, @answers::jsonb, @code, @reason, @now, @agreedAt)
            ON CONFLICT (uplink, family) DO UPDATE SET
                address = excluded.address, bits = excluded.bits, since = excluded.since, told_by = excluded.told_by, pending = excluded.pending,
                pending_rounds = excluded.pending_rounds, changed_at = excluded.changed_at, answers = excluded.answers,
                reason_code = excluded.reason_code, reason = excluded.reason, asked_at = excluded.asked_at,
                agreed_at = COALESCE(excluded.agreed_at, uplink_address.agreed_at)
            """,
            new
            {
                uplink, family = round.Family.ToString(), address = round.After.Address?.ToString(), round.After.Bits, Since = round.After.Since?.UtcDateTime,
                by = round.After.By.ToArray(), pending = round.After.Pending?.ToString(), round.After.PendingRounds,
                changedAt = round.After.ChangedAt.Select(at => at.UtcDateTime).ToArray(),
                answers = JsonSerializer.Serialize(round.Answers.Select(Line), Json),
                code = round.Objection?.Code, reason = round.Objection?.Message, now = now.UtcDateTime,
                agreedAt = round.IsCertain ? now.UtcDateTime : (DateTime?)null,
            },
            transaction, cancellationToken: cancellationToken));

    static AnswerLine Line(Answer answer) =>
        new(answer.Detector, answer.Kind, answer.Address?.ToString(), answer.Refusal?.Code, answer.Refusal?.Message);

    static UplinkState State(Row row) => new(
        row.Uplink,
        Enum.Parse<IpFamily>(row.Family),
        new KnownAddress(
            Parse(row.Address), row.Bits, row.Since, JsonSerializer.Deserialize<List<string>>(row.ToldBy, Json)!, Parse(row.Pending), row.PendingRounds,
            JsonSerializer.Deserialize<List<DateTimeOffset>>(row.ChangedAt, Json)!),
        JsonSerializer.Deserialize<List<AnswerLine>>(row.Answers, Json)!,
        row.ReasonCode is null ? null : new Reason(row.ReasonCode, row.Reason!),
        row.AskedAt, row.AgreedAt);

    static IPAddress? Parse(string? text) => text is null ? null : IPAddress.Parse(text);

    sealed record Row(
        string Uplink, string Family, string? Address, int Bits, DateTime? Since, string ToldBy, string? Pending, int PendingRounds, string ChangedAt,
        string Answers, string? ReasonCode, string? Reason, DateTime AskedAt, DateTime? AgreedAt);
}
