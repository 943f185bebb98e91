using Dapper;
using HomeLab.Stacks.Executing;
using Npgsql;

namespace HomeLab.Stacks.Operations;

/// <summary>Remembers what a person took over from another installation, object by object: what that one makes afterwards is its own again.</summary>
sealed class TakenObjects(NpgsqlDataSource database, TimeProvider time)
{
    /// <returns>Their ids.</returns>
    public async Task<IReadOnlyList<string>> ListAsync(string key, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        return [.. await connection.QueryAsync<string>(new CommandDefinition("SELECT id FROM taken_object WHERE key = @key", new { key }, cancellationToken: cancellationToken))];
    }

    public async Task AddAsync(string key, IReadOnlyList<ForeignObject> objects, string by, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        await connection.ExecuteAsync(new CommandDefinition(
            """
            INSERT INTO taken_object (key, id, name, installation, taken_by, taken_at) VALUES (@key, @Id, @Name, @Installation, @by, @at)
            ON CONFLICT (key, id) DO NOTHING
            """,
            objects.Select(it => new { key, it.Id, it.Name, it.Installation, by, at = time.GetUtcNow() }), cancellationToken: cancellationToken));
    }
}
