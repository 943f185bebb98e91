using Dapper;
using Npgsql;

namespace HomeLab.Inventory.Repositories.Observing;

/// <summary>Pushes that somebody who knows the secret has announced. In the database, for another replica may observe the repository.</summary>
sealed class RepositoryAnnouncements(NpgsqlDataSource database, TimeProvider time)
{
    /// <summary>Longer than any forge sends a delivery again.</summary>
    static readonly TimeSpan Retention = TimeSpan.FromDays(7);

    /// <param name="delivery">By which the sender knows it; one that was told before is dropped.</param>
    public async Task AddAsync(string source, string delivery, CancellationToken cancellationToken)
    {
        const string Sql = """
            DELETE FROM repository_announcement WHERE source = @source AND received_at < @before;
            INSERT INTO repository_announcement (source, delivery, received_at) VALUES (@source, @delivery, @now) ON CONFLICT DO NOTHING;
            """;
        var now = time.GetUtcNow();
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        await connection.ExecuteAsync(new CommandDefinition(
            Sql, new { source, delivery, now, before = now - Retention }, cancellationToken: cancellationToken));
    }

    /// <returns>Another number than before: somebody announced a push since.</returns>
    public async Task<long> LastAsync(string source, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        return await connection.QuerySingleAsync<long>(new CommandDefinition(
            "SELECT coalesce(max(id), 0) FROM repository_announcement WHERE source = @source", new { source }, cancellationToken: cancellationToken));
    }
}
