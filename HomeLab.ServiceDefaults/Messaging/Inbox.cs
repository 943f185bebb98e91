using Npgsql;

namespace HomeLab.ServiceDefaults.Messaging;

/// <summary>Which messages have had their effect.</summary>
static class Inbox
{
    /// <summary>False when the message is known. A concurrent transaction with the same message is waited for.</summary>
    public static async Task<bool> RememberAsync(
        string consumer, Guid messageId, DateTimeOffset at, NpgsqlTransaction transaction, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(
            "INSERT INTO homelab.inbox (consumer, message_id, received_at) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING",
            transaction.Connection, transaction)
        {
            Parameters = { new() { Value = consumer }, new() { Value = messageId }, new() { Value = at } },
        };
        return await command.ExecuteNonQueryAsync(cancellationToken) == 1;
    }
}
