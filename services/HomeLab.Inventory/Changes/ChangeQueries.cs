using Dapper;
using Npgsql;

namespace HomeLab.Inventory.Changes;

/// <summary>Finds what was seen to change.</summary>
sealed class ChangeQueries(NpgsqlDataSource database)
{
    const string Columns =
        "id, address, kind, source, at, action, reason, fields::text AS fields, more_fields AS morefields, actor, actor_name AS actorname, evidence";

    const string All = $"""
        SELECT {Columns} FROM resource_change
        WHERE id < @before AND at >= @since AND (@actor = '' OR actor = @actor)
        ORDER BY id DESC LIMIT @limit
        """;

    /// <summary>The index finds addresses with all of its parts; they have to stand side by side as well.</summary>
    public const string OfThing = $"""
        SELECT {Columns} FROM resource_change
        WHERE string_to_array(address, '/') @> string_to_array(@thing, '/') AND strpos('/' || address || '/', '/' || @thing || '/') > 0
            AND id < @before AND at >= @since AND (@actor = '' OR actor = @actor)
        ORDER BY id DESC LIMIT @limit
        """;

    /// <param name="thing">An address, or a part of one from slash to slash; empty: all.</param>
    /// <param name="actor">Empty: all.</param>
    /// <param name="before">Only those with a lower id.</param>
    /// <returns>The newest first.</returns>
    public async Task<IReadOnlyList<ChangeRow>> ListAsync(
        string thing, string actor, DateTimeOffset since, long before, int limit, CancellationToken cancellationToken)
    {
        thing = thing.Trim('/');
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        return [.. await connection.QueryAsync<ChangeRow>(new CommandDefinition(
            thing.Length == 0 ? All : OfThing, new { thing, actor, since, before, limit }, cancellationToken: cancellationToken))];
    }
}
