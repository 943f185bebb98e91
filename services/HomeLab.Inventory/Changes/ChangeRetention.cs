using Dapper;
using Microsoft.Extensions.Options;
using Npgsql;

namespace HomeLab.Inventory.Changes;

/// <summary>Forgets what changed long ago, and the oldest where there is too much.</summary>
sealed partial class ChangeRetention(
    NpgsqlDataSource database, IOptions<InventoryOptions> options, TimeProvider time, ILogger<ChangeRetention> logger) : BackgroundService
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
            DELETE FROM resource_change
            WHERE at < @before OR id <= (SELECT id FROM resource_change ORDER BY id DESC OFFSET @limit LIMIT 1)
            """;
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        await connection.ExecuteAsync(new CommandDefinition(
            Sql, new { before = time.GetUtcNow() - options.Value.HistoryRetention, limit = options.Value.HistoryLimit }, cancellationToken: cancellationToken));
    }

    static partial class Log
    {
        [LoggerMessage(LogLevel.Warning, "Failed to forget old changes: {Reason}")]
        public static partial void Failed(ILogger logger, string reason);
    }
}
