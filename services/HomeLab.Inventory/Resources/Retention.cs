using Dapper;
using Microsoft.Extensions.Options;
using Npgsql;

namespace HomeLab.Inventory.Resources;

/// <summary>
/// Forgets after a while that something is gone (who has not asked since then gets everything anew), what changed and what became of messages to
/// people, and of too many changes the oldest.
/// </summary>
sealed partial class Retention(
    NpgsqlDataSource database, IOptions<InventoryOptions> options, TimeProvider time, ILogger<Retention> logger) : BackgroundService
{
    static readonly TimeSpan Interval = TimeSpan.FromHours(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await PruneAsync(stoppingToken);
            }
            catch (NpgsqlException exception)
            {
                Log.Failed(logger, exception.Message);
            }
            await Task.Delay(Interval, time, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    public async Task PruneAsync(CancellationToken cancellationToken)
    {
        const string Sql = """
            WITH pruned AS (DELETE FROM tombstone WHERE removed_at < @removedBefore RETURNING revision)
            UPDATE epoch SET pruned_revision = greatest(pruned_revision, (SELECT max(revision) FROM pruned))
            WHERE EXISTS (SELECT FROM pruned);
            DELETE FROM notification WHERE ended_at < @changedBefore;
            DELETE FROM resource_change
            WHERE at < @changedBefore OR id <= (SELECT id FROM resource_change ORDER BY id DESC OFFSET @changes LIMIT 1)
            """;
        var now = time.GetUtcNow();
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        await connection.ExecuteAsync(new CommandDefinition(
            Sql,
            new { removedBefore = now - options.Value.RemovalRetention, changedBefore = now - options.Value.HistoryRetention, changes = options.Value.HistoryLimit },
            cancellationToken: cancellationToken));
    }

    static partial class Log
    {
        [LoggerMessage(LogLevel.Warning, "Failed to forget old removals, changes and messages: {Reason}")]
        public static partial void Failed(ILogger logger, string reason);
    }
}
