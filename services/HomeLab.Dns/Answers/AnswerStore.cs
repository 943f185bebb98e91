using Dapper;
using HomeLab.Dns.Records;
using Npgsql;

namespace HomeLab.Dns.Answers;

/// <summary>Keeps what was answered last.</summary>
sealed class AnswerStore(NpgsqlDataSource database)
{
    public async Task<IReadOnlyDictionary<string, KnownAnswer>> ReadAsync(ZoneName zone, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        var rows = await connection.QueryAsync<Row>(new CommandDefinition(
            "SELECT object, record::text AS record, is_gone AS IsGone, state, detail, since, asked_at AS AskedAt FROM answer WHERE zone = @zone",
            new { zone = zone.ToString() }, cancellationToken: cancellationToken));
        return rows.ToDictionary(row => row.Object, row => new KnownAnswer(
            row.Object, RecordJson.ReadRecord(row.Record), row.IsGone, Enum.Parse<AnswerState>(row.State), row.Detail, row.Since, row.AskedAt));
    }

    /// <param name="forgotten">Objects about which nothing is to be known any more.</param>
    public static Task WriteAsync(
        ZoneName zone, IReadOnlyList<KnownAnswer> answers, IEnumerable<string> forgotten, NpgsqlTransaction transaction, CancellationToken cancellationToken) =>
        transaction.Connection!.ExecuteAsync(new CommandDefinition(
            """
            DELETE FROM answer WHERE zone = @zone AND object = ANY(@forgotten);
            INSERT INTO answer (zone, object, record, is_gone, state, detail, since, asked_at)
            SELECT @zone, object, record::jsonb, is_gone, state, detail, since, asked_at
            FROM unnest(@objects, @records, @gone, @states, @details, @since, @asked)
                AS given (object, record, is_gone, state, detail, since, asked_at)
            ON CONFLICT (zone, object) DO UPDATE SET
                record = excluded.record, is_gone = excluded.is_gone, state = excluded.state, detail = excluded.detail,
                since = excluded.since, asked_at = excluded.asked_at
            """,
            new
            {
                zone = zone.ToString(),
                forgotten = forgotten.ToArray(),
                objects = answers.Select(it => it.Object).ToArray(),
                records = answers.Select(it => RecordJson.Of(it.Record)).ToArray(),
                gone = answers.Select(it => it.IsGone).ToArray(),
                states = answers.Select(it => it.State.ToString()).ToArray(),
                details = answers.Select(it => it.Detail).ToArray(),
                since = answers.Select(it => it.Since.UtcDateTime).ToArray(),
                asked = answers.Select(it => it.AskedAt.UtcDateTime).ToArray(),
            },
            transaction, cancellationToken: cancellationToken));

    sealed record Row(string Object, string Record, bool IsGone, string State, string Detail, DateTime Since, DateTime AskedAt);
}
