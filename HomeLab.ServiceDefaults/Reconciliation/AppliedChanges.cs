using Npgsql;

namespace HomeLab.ServiceDefaults.Reconciliation;

/// <summary>What took effect on a key, whoever saw it through: the look that made it, or the read-back after a crash.</summary>
public sealed class AppliedChanges(NpgsqlDataSource database)
{
    /// <summary>In their order.</summary>
    /// <param name="entry">The last <see cref="AppliedChange.Entry"/> that is known already; 0: none.</param>
    public async Task<IReadOnlyList<AppliedChange>> SinceAsync(WorkKey key, long entry, CancellationToken cancellationToken)
    {
        await using var command = database.CreateCommand(
            """
            SELECT id, action, object FROM homelab.ledger
            WHERE kind = @kind AND key = @key AND id > @entry AND entry = 'settlement' AND result = 'Applied' ORDER BY id
            """);
        command.Parameters.Add(new("kind", key.Kind));
        command.Parameters.Add(new("key", key.Key));
        command.Parameters.Add(new("entry", entry));
        var changes = new List<AppliedChange>();
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        while (await reader.ReadAsync(cancellationToken))
        {
            changes.Add(new AppliedChange(reader.GetInt64(0), reader.GetString(1), reader.GetString(2)));
        }
        return changes;
    }
}
