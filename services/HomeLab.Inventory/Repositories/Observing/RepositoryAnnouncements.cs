using Dapper;
using Npgsql;

namespace HomeLab.Inventory.Repositories.Observing;

/// <summary>Pushes that somebody who knows the secret has announced. In the database, for another replica may observe the repository.</summary>
sealed class RepositoryAnnouncements(NpgsqlDataSource database, TimeProvider time)
{
    /// <summary>Longer than any forge sends a delivery again.</summary>
    static readonly TimeSpan Retention = TimeSpan.FromDays(7);

    /// <returns>False: it was told before.</returns>
    public async Task<bool> AddAsync(string source, string delivery, CancellationToken cancellationToken)
    {
        const string Sql = """
            DELETE FROM repository_announcement WHERE source = @source AND received_at < @before;
            INSERT INTO repository_announcement (source, delivery, received_at) VALUES (@source, @delivery, @now) ON CONFLICT DO NOTHING RETURNING id;
            """;
        var now = time.GetUtcNow();
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        return await connection.QuerySingleOrDefaultAsync<long?>(new CommandDefinition(
            Sql, new { source, delivery, now, before = now - Retention }, cancellationToken: cancellationToken)) is not null;
    }

    /// <returns>Another number than before: somebody announced a push since.</returns>
    public async Task<long> LastAsync(string source, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        return await connection.QuerySingleAsync<long>(new CommandDefinition(
            "SELECT coalesce(max(id), 0) FROM repository_announcement WHERE source = @source", new { source }, cancellationToken: cancellationToken));
    }
}
