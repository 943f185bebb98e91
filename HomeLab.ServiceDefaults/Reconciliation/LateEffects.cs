using Npgsql;

namespace HomeLab.ServiceDefaults.Reconciliation;

/// <summary>
/// Creates that were entered as rejected, because a read after deadline and grace showed nothing of them. Whose mark is found all the same came
/// later still.
/// </summary>
public sealed class LateEffects(NpgsqlDataSource database)
{
    /// <summary>The action of an intent by which what came late is taken for ours; it writes nothing outside.</summary>
    public const string Adopt = "adopt";

    /// <summary>Which of the intents with these ids are such, at this key, as they were opened.</summary>
    public async Task<IReadOnlyList<(Guid Id, IntentDraft Draft)>> FindAsync(WorkKey key, IReadOnlyCollection<Guid> ids, CancellationToken cancellationToken)
    {
        await using var command = database.CreateCommand(
            """
            SELECT id, object, action, desired::text, why FROM homelab.intent
            WHERE id = ANY(@ids) AND kind = @kind AND key = @key AND action = 'create' AND status = 'rejected' AND desired IS NOT NULL
            """);
        command.Parameters.Add(new("ids", ids.ToArray()));
        command.Parameters.Add(new("kind", key.Kind));
        command.Parameters.Add(new("key", key.Key));
        var found = new List<(Guid, IntentDraft)>();
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        while (await reader.ReadAsync(cancellationToken))
        {
            found.Add((reader.GetGuid(0), new IntentDraft(reader.GetString(1), reader.GetString(2), Expected: null, reader.GetString(3), reader.GetString(4))));
        }
        return found;
    }
}
