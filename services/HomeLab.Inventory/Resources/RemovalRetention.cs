using Dapper;
using Microsoft.Extensions.Options;
using Npgsql;

namespace HomeLab.Inventory.Resources;

/// <summary>Forgets after a while that something is gone; who has not asked since then gets everything anew.</summary>
sealed partial class RemovalRetention(
    NpgsqlDataSource database, IOptions<InventoryOptions> options, TimeProvider time, ILogger<RemovalRetention> logger) : BackgroundService
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
            WITH pruned AS (DELETE FROM tombstone WHERE removed_at < @before RETURNING revision)
            UPDATE epoch SET pruned_revision = greatest(pruned_revision, (SELECT max(revision) FROM pruned))
            WHERE EXISTS (SELECT FROM pruned)
            """;
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        await connection.ExecuteAsync(new CommandDefinition(
            Sql, new { before = time.GetUtcNow() - options.Value.RemovalRetention }, cancellationToken: cancellationToken));
    }

    static partial class Log
    {
        [LoggerMessage(LogLevel.Warning, "Failed to forget old removals: {Reason}")]
        public static partial void Failed(ILogger logger, string reason);
    }
}
