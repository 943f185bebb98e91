using Npgsql;

namespace HomeLab.ServiceDefaults.Reconciliation;

/// <summary>Reads what this installation owns by its ledger.</summary>
public sealed class OwnedObjects(NpgsqlDataSource database)
{
    public async Task<IReadOnlyList<OwnedObject>> ListAsync(WorkKey key, CancellationToken cancellationToken)
    {
        await using var command = database.CreateCommand(
            """
            SELECT object, provider_id, state::text, created_by FROM homelab.owned_object
            WHERE kind = @kind AND key = @key ORDER BY object
            """);
        command.Parameters.Add(new("kind", key.Kind));
        command.Parameters.Add(new("key", key.Key));
        var owned = new List<OwnedObject>();
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        while (await reader.ReadAsync(cancellationToken))
        {
            owned.Add(new OwnedObject(reader.GetString(0), key, reader.GetString(1), reader.GetString(2), reader.GetGuid(3)));
        }
        return owned;
    }
}
