using Dapper;
using Npgsql;

namespace HomeLab.Inventory.Findings;

/// <summary>Finds findings that were opened.</summary>
sealed class FindingQueries(NpgsqlDataSource database)
{
    /// <param name="scope">An address or the beginning of one; empty: all.</param>
    /// <returns>The most severe first, then the newest.</returns>
    public async Task<IReadOnlyList<FindingRow>> ListAsync(FindingSeverity least, string scope, bool isClosed, CancellationToken cancellationToken)
    {
        const string Sql = $"""
            SELECT {FindingTables.Columns} FROM finding
            WHERE opened_at IS NOT NULL AND (closed_at IS NOT NULL) = @isClosed AND severity = ANY(@severities)
                AND (@scope = '' OR EXISTS (SELECT FROM unnest(addresses) address WHERE address = @scope OR starts_with(address, @scope || '/')))
            ORDER BY array_position(@severities, severity), coalesce(closed_at, opened_at) DESC, id
            """;
        string[] severities = [.. Enum.GetValues<FindingSeverity>().Where(it => it >= least).OrderDescending().Select(it => it.ToString())];
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        return [.. await connection.QueryAsync<FindingRow>(new CommandDefinition(
            Sql, new { severities, scope = scope.TrimEnd('/'), isClosed }, cancellationToken: cancellationToken))];
    }

    /// <param name="id">The whole, or its end.</param>
    /// <returns>All that are called so.</returns>
    public async Task<IReadOnlyList<FindingRow>> FindAsync(string id, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        var found = (await connection.QueryAsync<FindingRow>(new CommandDefinition(
            $"SELECT {FindingTables.Columns} FROM finding WHERE opened_at IS NOT NULL AND right(id, length(@id)) = @id ORDER BY id LIMIT 10", new { id },
            cancellationToken: cancellationToken))).ToList();
        return found.FindAll(it => it.Id == id) is { Count: 1 } exact ? exact : found;
    }
}
