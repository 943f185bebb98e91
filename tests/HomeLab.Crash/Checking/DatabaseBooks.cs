using System.Text.Json;
using Npgsql;

namespace HomeLab.Crash.Checking;

/// <summary>Reads what the services' databases say.</summary>
static class DatabaseBooks
{
    public static Task<IReadOnlyList<LedgerLine>> LedgerAsync(string dns) => ReadAsync(
        dns,
        "SELECT id, entry, change_id, object, action, result, detail #>> '{expected,id}', (detail -> 'desired')::text FROM homelab.ledger ORDER BY id",
        row => new LedgerLine(
            row.GetInt64(0), row.GetString(1), row.GetGuid(2), row.GetString(3), row.GetString(4), Text(row, 5), Text(row, 6),
            Text(row, 7) is { } desired ? RecordStates.Read(JsonSerializer.Deserialize<JsonElement>(desired)) : null));

    public static Task<IReadOnlyList<OwnedLine>> OwnedAsync(string dns) => ReadAsync(
        dns, "SELECT object, provider_id FROM homelab.owned_object", row => new OwnedLine(row.GetString(0), row.GetString(1)));

    /// <summary>At rest: nobody has it, it is not due, and its last look ended well.</summary>
    public static Task<IReadOnlyList<string>> UnsettledWorkAsync(string dns, DateTimeOffset now) => ReadAsync(
        dns,
        """
        SELECT concat_ws(' ', kind, key, outcome, reason_code, reason, 'leased by', leased_by, 'due', due_at) FROM homelab.work
        WHERE leased_by IS NOT NULL OR due_at <= @now OR outcome IS NULL OR outcome NOT IN ('Converged', 'Applied')
        """,
        row => row.GetString(0), new NpgsqlParameter("now", now));

    public static Task<IReadOnlyList<string>> OpenIntentsAsync(string dns) => ReadAsync(
        dns, "SELECT concat_ws(' ', id, action, object, status, reason) FROM homelab.intent WHERE status IN ('open', 'unconfirmed')", row => row.GetString(0));

    public static async Task<long> OutboxAsync(string service) =>
        (await ReadAsync(service, "SELECT count(*) FROM homelab.outbox", row => row.GetInt64(0)))[0];

    public static Task<IReadOnlyList<MessageLine>> SentAsync(string service) => ReadAsync(
        service, "SELECT message_id, urn, body::text FROM audit.sent ORDER BY n", row => new MessageLine(row.GetGuid(0), row.GetString(1), row.GetString(2)));

    public static Task<IReadOnlyList<Guid>> RememberedAsync(string recorder) => ReadAsync(recorder, "SELECT message_id FROM homelab.inbox", row => row.GetGuid(0));

    public static Task<IReadOnlyList<HandledLine>> HandledAsync(string recorder) => ReadAsync(
        recorder, "SELECT urn, body::text FROM handled ORDER BY n", row => new HandledLine(row.GetString(0), row.GetString(1)));

    public static async Task ExecuteAsync(string database, string sql, params NpgsqlParameter[] parameters)
    {
        await using var connection = new NpgsqlConnection(database);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        command.Parameters.AddRange(parameters);
        await command.ExecuteNonQueryAsync();
    }

    static async Task<IReadOnlyList<T>> ReadAsync<T>(string database, string sql, Func<NpgsqlDataReader, T> read, params NpgsqlParameter[] parameters)
    {
        await using var connection = new NpgsqlConnection(database);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        command.Parameters.AddRange(parameters);
        await using var reader = await command.ExecuteReaderAsync();
        var rows = new List<T>();
        while (await reader.ReadAsync())
        {
            rows.Add(read(reader));
        }
        return rows;
    }

    static string? Text(NpgsqlDataReader row, int column) => row.IsDBNull(column) ? null : row.GetString(column);
}
