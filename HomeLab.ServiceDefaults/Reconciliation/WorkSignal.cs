using HomeLab.ServiceDefaults.Outages;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace HomeLab.ServiceDefaults.Reconciliation;

/// <summary>Wakes the worker when a transaction has made work due; should a notification be lost, its poll finds the work.</summary>
sealed partial class WorkSignal(
    NpgsqlDataSource database, WorkerSession session, DatabaseOutages outages, TimeProvider time, ILogger<WorkSignal> logger) : BackgroundService
{
    const string Part = "notifications of work";
    static readonly TimeSpan ReconnectAfter = TimeSpan.FromSeconds(2);
    readonly SemaphoreSlim woken = new(0, 1);
    bool isDisconnected;

    public void Wake()
    {
        try
        {
            woken.Release();
        }
        catch (SemaphoreFullException)
        {
            // Awake already.
        }
    }

    public async Task WaitAsync(TimeSpan atMost, CancellationToken cancellationToken)
    {
        using var timeout = new CancellationTokenSource(atMost, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, cancellationToken);
        try
        {
            await woken.WaitAsync(either.Token);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            // Time to look anyway.
        }
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await ListenAsync(stoppingToken);
            }
            catch (NpgsqlException e)
            {
                if (!outages.Met(Part, e) && !isDisconnected)
                {
                    Log.Disconnected(logger, e.Message);
                }
                isDisconnected = true;
                await Task.Delay(ReconnectAfter, time, stoppingToken);
            }
        }
    }

    async Task ListenAsync(CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        connection.Notification += (_, _) => Wake();
        await using (var listen = new NpgsqlCommand($"LISTEN {WorkQueue.Channel}", connection))
        {
            await listen.ExecuteNonQueryAsync(cancellationToken);
        }
        await session.BeginAsync(connection, cancellationToken);
        outages.Overcome(Part);
        isDisconnected = false;
        Wake();
        try
        {
            while (true)
            {
                await connection.WaitAsync(cancellationToken);
            }
        }
        finally
        {
            session.End();
        }
    }

    static partial class Log
    {
        [LoggerMessage(LogLevel.Warning, "Not notified of new work until this ends: {Reason}")]
        public static partial void Disconnected(ILogger logger, string reason);
    }
}
