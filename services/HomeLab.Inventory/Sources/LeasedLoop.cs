using System.Collections.Concurrent;
using HomeLab.ServiceDefaults.Outages;
using Microsoft.Extensions.Options;

namespace HomeLab.Inventory.Sources;

/// <summary>Runs an observer while this replica holds its source's lease, and again after whatever went wrong.</summary>
sealed partial class LeasedLoop(
    SourceLeases leases, DatabaseOutages outages, IOptions<InventoryOptions> options, TimeProvider time, ILogger<LeasedLoop> logger)
{
    readonly ConcurrentDictionary<string, string> failing = new();

    /// <summary>Runs until <paramref name="stoppingToken"/> is cancelled; what the observer throws is logged and it is run again.</summary>
    public async Task RunAsync(string source, Func<SourceLease, CancellationToken, Task> observe, CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            var started = time.GetTimestamp();
            try
            {
                var lease = await leases.TakeAsync(source, stoppingToken);
                outages.Overcome(source);
                if (lease is not null)
                    await RunLeasedAsync(lease, observe, stoppingToken);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception exception)
            {
                // Whatever it is, the other sources go on, and this one is tried again.
                Tell(source, exception, time.GetElapsedTime(started));
            }
            await Task.Delay(options.Value.LeaseDuration / 6, time, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    /// <summary>What fails again and again for one reason is told once.</summary>
    void Tell(string source, Exception exception, TimeSpan after)
    {
        if (outages.Met(source, exception))
            return;
        var isAgain = failing.TryGetValue(source, out var before) && before == exception.Message && after < options.Value.LeaseDuration;
        failing[source] = exception.Message;
        if (isAgain)
            return;
        Log.Failed(logger, source, exception.Message, exception);
    }

    async Task RunLeasedAsync(SourceLease lease, Func<SourceLease, CancellationToken, Task> observe, CancellationToken stoppingToken)
    {
        using var held = CancellationTokenSource.CreateLinkedTokenSource(stoppingToken);
        var renewal = RenewAsync(lease, held);
        try
        {
            await observe(lease, held.Token);
        }
        catch (OperationCanceledException) when (held.IsCancellationRequested && !stoppingToken.IsCancellationRequested)
        {
            Log.Lost(logger, lease.Holder);
        }
        finally
        {
            await held.CancelAsync();
            await renewal;
            if (stoppingToken.IsCancellationRequested)
                await GiveBackAsync(lease);
        }
    }

    /// <summary>Cancels <paramref name="held"/> once the lease is somebody else's, or could not be renewed until its end.</summary>
    async Task RenewAsync(SourceLease lease, CancellationTokenSource held)
    {
        var lostAt = time.GetUtcNow() + options.Value.LeaseDuration;
        while (!held.IsCancellationRequested && time.GetUtcNow() < lostAt)
        {
            await Task.Delay(options.Value.LeaseDuration / 3, time, held.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            try
            {
                var until = time.GetUtcNow() + options.Value.LeaseDuration;
                if (held.IsCancellationRequested || (await leases.TakeAsync(lease.Holder, held.Token))?.Generation != lease.Generation)
                    break;
                lostAt = until;
            }
            catch (Exception exception) when (exception is Npgsql.NpgsqlException or TimeoutException or OperationCanceledException)
            {
                // Until the lease ends it is ours, and the database may come back.
            }
        }
        await held.CancelAsync();
    }

    async Task GiveBackAsync(SourceLease lease)
    {
        try
        {
            using var deadline = new CancellationTokenSource(TimeSpan.FromSeconds(2), time);
            await leases.ReleaseAsync(lease, deadline.Token);
        }
        catch (Exception exception) when (exception is Npgsql.NpgsqlException or TimeoutException or OperationCanceledException)
        {
            // It ends by itself.
        }
    }

    static partial class Log
    {
        [LoggerMessage(LogLevel.Information, "Another replica observes {Source} now")]
        public static partial void Lost(ILogger logger, string source);

        [LoggerMessage(LogLevel.Error, "Observing {Source} failed; it is tried again until it succeeds: {Reason}")]
        public static partial void Failed(ILogger logger, string source, string reason, Exception exception);
    }
}
