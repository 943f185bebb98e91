using Npgsql;

namespace HomeLab.ServiceDefaults.Persistence;

/// <summary>For transactions whose loss does no harm: their commit does not wait for the disk.</summary>
/// <remarks>
/// PostgreSQL writes its log in order, so nothing that is committed later, in whatever session, outlives them. A crash of the database's
/// machine or of all its processes may lose the last ones; one of ours loses none. https://www.postgresql.org/docs/15/wal-async-commit.html
/// </remarks>
public static class EventualCommit
{
    /// <summary>The last statement of a command, or any of a transaction.</summary>
    public const string Sql = "SELECT set_config('synchronous_commit', 'off', true)";

    /// <summary>Waits until everything that was committed before, in whatever session, is on the disk.</summary>
    public static async Task FlushAsync(NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        // A transaction that has written to the log waits for its own commit in it. Nobody decodes the message.
        await using var command = new NpgsqlCommand("SELECT pg_logical_emit_message(true, 'homelab', '')", connection);
        await command.ExecuteNonQueryAsync(cancellationToken);
    }
}
