using Npgsql;

namespace HomeLab.ServiceDefaults.Messaging;

/// <summary>Which messages have had their effect.</summary>
static class Inbox
{
    /// <summary>Returns those that were not known. A concurrent transaction with one of the messages is waited for.</summary>
    public static async Task<HashSet<Guid>> RememberAsync(
        string consumer, IReadOnlyList<Guid> messageIds, DateTimeOffset at, NpgsqlTransaction transaction, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(
            """
            INSERT INTO homelab.inbox (consumer, message_id, received_at)
            SELECT $1, message_id, $3 FROM unnest($2) AS given (message_id)
            ORDER BY message_id
            ON CONFLICT DO NOTHING
            RETURNING message_id
            """,
            transaction.Connection, transaction)
        {
            // In one order, so that two of these never wait for each other's rows.
            Parameters = { new() { Value = consumer }, new() { Value = messageIds.ToArray() }, new() { Value = at } },
        };
        var unknown = new HashSet<Guid>();
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        while (await reader.ReadAsync(cancellationToken))
        {
            unknown.Add(reader.GetGuid(0));
        }
        return unknown;
    }
}
