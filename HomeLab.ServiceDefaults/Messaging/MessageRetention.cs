using Dapper;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Npgsql;

namespace HomeLab.ServiceDefaults.Messaging;

/// <summary>Forgets what the inbox no longer needs, and gives up what could not be published for very long.</summary>
sealed partial class MessageRetention(
    NpgsqlDataSource database, IOptions<MessagingOptions> options, TimeProvider time, ILogger<MessageRetention> logger) : BackgroundService
{
    /// <summary>Rows of one statement, so that none holds its locks for long.</summary>
    const int Chunk = 5000;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(options.Value.CleaningInterval, time);
        do
        {
            try
            {
                await CleanAsync(stoppingToken);
            }
            catch (NpgsqlException e)
            {
                Log.NotCleaned(logger, e.Message);
            }
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    internal async Task CleanAsync(CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        await DeleteAsync(
            "DELETE FROM homelab.inbox WHERE ctid = ANY(ARRAY(SELECT ctid FROM homelab.inbox WHERE received_at < @before LIMIT @Chunk))",
            options.Value.InboxRetention);
        var lost = await DeleteAsync(
            """
            DELETE FROM homelab.outbox WHERE id = ANY(ARRAY(
                SELECT id FROM homelab.outbox WHERE attempts > 0 AND created_at < @before LIMIT @Chunk FOR UPDATE SKIP LOCKED))
            """,
            options.Value.OutboxRetention);
        if (lost > 0)
        {
            Log.GivenUp(logger, lost, options.Value.OutboxRetention);
        }

        async Task<int> DeleteAsync(string sql, TimeSpan retention)
        {
            var deleted = 0;
            for (var last = Chunk; last == Chunk; deleted += last)
            {
                last = await connection.ExecuteAsync(new CommandDefinition(
                    sql, new { before = time.GetUtcNow() - retention, Chunk }, cancellationToken: cancellationToken));
            }
            return deleted;
        }
    }

    static partial class Log
    {
        [LoggerMessage(LogLevel.Warning, "Inbox and outbox were not cleaned: {Reason}")]
        public static partial void NotCleaned(ILogger logger, string reason);

        [LoggerMessage(LogLevel.Error, "{Count} messages could not be published for {Retention} and were given up.")]
        public static partial void GivenUp(ILogger logger, int count, TimeSpan retention);
    }
}
