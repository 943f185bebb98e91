using HomeLab.ServiceDefaults.Outages;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Npgsql;

namespace HomeLab.ServiceDefaults.Messaging;

/// <summary>Relays when a commit notifies, and now and then to be sure.</summary>
sealed partial class OutboxRelayService(
    NpgsqlDataSource database, OutboxRelay relay, RelayWatch watch, OutboxPublisher publisher, BusStart bus, DatabaseOutages outages,
    IOptions<MessagingOptions> options, TimeProvider time, ILogger<OutboxRelayService> logger) : BackgroundService
{
    const string Part = "outbox";
    static readonly TimeSpan ShortestPause = TimeSpan.FromMilliseconds(1);
    static readonly TimeSpan LongestPause = TimeSpan.FromMilliseconds(16);
    static readonly TimeSpan RetryAfter = TimeSpan.FromSeconds(1);

    /// <summary>Longer than the bus waits between two attempts to connect.</summary>
    static readonly TimeSpan BindWithin = TimeSpan.FromSeconds(90);

    bool mayPublish;
    bool isStopped;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await publisher.ConnectAsync(stoppingToken);
                await BindFirstAsync(stoppingToken);
                await using var connection = await ListenAsync(stoppingToken);
                while (true)
                {
                    await RelayAsync(stoppingToken);
                    outages.Overcome(Part);
                    Tell(null);
                    await connection.WaitAsync(options.Value.PollInterval, stoppingToken);
                }
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception e) when (e is NpgsqlException or BrokerUnavailableException or TimeoutException)
            {
                watch.Stop();
                if (!outages.Met(Part, e) && !publisher.IsAway)
                {
                    Tell(e.Message);
                }
                await Task.Delay(RetryAfter, time, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    /// <summary>Until nothing is left; in a burst, until nobody has added anything for a while.</summary>
    async Task RelayAsync(CancellationToken cancellationToken)
    {
        var pause = ShortestPause;
        // One message alone is no burst: whoever adds the next one notifies, and meanwhile the database is left in peace.
        var isBurst = await relay.RelayBatchAsync(cancellationToken) > 1;
        while (isBurst && watch.LooksOn())
        {
            if (await relay.RelayBatchAsync(cancellationToken) > 0)
            {
                pause = ShortestPause;
                continue;
            }
            await Task.Delay(pause, time, cancellationToken);
            pause = pause < LongestPause ? pause * 2 : LongestPause;
        }
        while (await relay.RelayBatchAsync(cancellationToken) > 0)
        {
            // More may have been committed meanwhile.
        }
    }

    /// <summary>
    /// Own queues first: they are durable, but what is published before they were ever bound is lost. One that cannot be bound must
    /// not keep everything back for ever.
    /// </summary>
    async Task BindFirstAsync(CancellationToken cancellationToken)
    {
        if (!mayPublish && !await bus.IsBoundAsync(BindWithin, cancellationToken))
        {
            Log.Unbound(logger);
        }
        mayPublish = true;
    }

    async Task<NpgsqlConnection> ListenAsync(CancellationToken cancellationToken)
    {
        var connection = await database.OpenConnectionAsync(cancellationToken);
        try
        {
            await using var listen = new NpgsqlCommand($"LISTEN {Outbox.Channel}", connection);
            await listen.ExecuteNonQueryAsync(cancellationToken);
            return connection;
        }
        catch
        {
            await connection.DisposeAsync();
            throw;
        }
    }

    /// <summary>What is no outage is told once, too.</summary>
    void Tell(string? reason)
    {
        if (reason is not null && !isStopped)
        {
            Log.Stopped(logger, reason);
        }
        else if (reason is null && isStopped)
        {
            Log.Resumed(logger);
        }
        isStopped = reason is not null;
    }

    static partial class Log
    {
        [LoggerMessage(LogLevel.Warning, "Messages stay in the outbox until this ends: {Reason}")]
        public static partial void Stopped(ILogger logger, string reason);

        [LoggerMessage(LogLevel.Error, "Not all queues of this service could be bound; publishing all the same.")]
        public static partial void Unbound(ILogger logger);

        [LoggerMessage(LogLevel.Information, "Messages are relayed again.")]
        public static partial void Resumed(ILogger logger);
    }
}
