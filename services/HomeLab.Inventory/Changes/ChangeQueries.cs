using Dapper;
using Npgsql;

namespace HomeLab.Inventory.Changes;

/// <summary>Finds what was seen to change.</summary>
sealed class ChangeQueries(NpgsqlDataSource database)
{
    /// <param name="thing">An address, or a part of one from slash to slash; empty: all.</param>
    /// <param name="actor">Empty: all.</param>
    /// <param name="before">Only those with a lower id.</param>
    /// <returns>The newest first.</returns>
    public async Task<IReadOnlyList<ChangeRow>> ListAsync(
        string thing, string actor, DateTimeOffset since, long before, int limit, CancellationToken cancellationToken)
    {
        const string Sql = """
            SELECT id, address, kind, source, at, action, reason, fields::text AS fields, more_fields AS morefields, actor, actor_name AS actorname, evidence
            FROM resource_change
            WHERE id < @before AND at >= @since AND (@actor = '' OR actor = @actor) AND (@thing = '' OR strpos('/' || address || '/', '/' || @thing || '/') > 0)
            ORDER BY id DESC LIMIT @limit
            """;
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        return [.. await connection.QueryAsync<ChangeRow>(new CommandDefinition(
            Sql, new { thing = thing.Trim('/'), actor, since, before, limit }, cancellationToken: cancellationToken))];
    }
}
