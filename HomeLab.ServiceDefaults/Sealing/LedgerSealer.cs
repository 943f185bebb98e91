using HomeLab.ServiceDefaults.Outages;
using HomeLab.ServiceDefaults.Reconciliation;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Npgsql;

namespace HomeLab.ServiceDefaults.Sealing;

/// <summary>Seals new ledger entries now and then. Every replica runs one, and one at a time seals.</summary>
sealed partial class LedgerSealer(
    LedgerSeals seals, DatabaseOutages outages, IOptions<ReconciliationOptions> options, TimeProvider time, ILogger<LedgerSealer> logger) : BackgroundService
{
    const string Part = "seals";
    bool isDown;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(options.Value.SealInterval, time);
        try
        {
            while (await timer.WaitForNextTickAsync(stoppingToken))
            {
                await SealAsync(stoppingToken);
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            return;
        }
    }

    async Task SealAsync(CancellationToken cancellationToken)
    {
        try
        {
            while (await seals.SealAsync(cancellationToken) is { } seal)
            {
                // A log is kept elsewhere, so whoever rewrites the whole chain contradicts it.
                Log.Sealed(logger, seal.Ids[0], seal.ThroughId, Convert.ToHexStringLower(seal.Value));
            }
            outages.Overcome(Part);
            isDown = false;
        }
        catch (Exception e) when (e is NpgsqlException or TimeoutException)
        {
            if (!outages.Met(Part, e) && !isDown)
            {
                Log.NotSealed(logger, e.Message);
            }
            isDown = true;
        }
    }

    static partial class Log
    {
        [LoggerMessage(LogLevel.Information, "Sealed ledger entries {First} to {Last}: {Seal}")]
        public static partial void Sealed(ILogger logger, long first, long last, string seal);

        [LoggerMessage(LogLevel.Warning, "Ledger entries are not sealed until this ends: {Reason}")]
        public static partial void NotSealed(ILogger logger, string reason);
    }
}
