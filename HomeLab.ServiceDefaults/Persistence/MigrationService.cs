using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Npgsql;

namespace HomeLab.ServiceDefaults.Persistence;

/// <summary>Migrates before any hosted service starts, and waits for a database that is still starting.</summary>
sealed partial class MigrationService(
    Migrator migrator, IOptions<DatabaseOptions> options, TimeProvider time, ILogger<MigrationService> logger) : IHostedLifecycleService
{
    static readonly TimeSpan RetryAfter = TimeSpan.FromSeconds(1);

    public bool IsMigrated { get; private set; }

    public async Task StartingAsync(CancellationToken cancellationToken)
    {
        var giveUpAt = time.GetUtcNow() + options.Value.StartWithin;
        for (var told = false; ; told = true)
        {
            try
            {
                await migrator.MigrateAsync(cancellationToken);
                IsMigrated = true;
                return;
            }
            catch (NpgsqlException e) when (MayStillStart(e))
            {
                if (time.GetUtcNow() >= giveUpAt)
                {
                    throw new StartRefusedException(
                        $"The database did not answer for {options.Value.StartWithin} (Database:StartWithin): {e.Message}");
                }
                if (!told)
                {
                    Log.Waiting(logger, e.Message);
                }
                await Task.Delay(RetryAfter, time, cancellationToken);
            }
            catch (PostgresException e) when (e.SqlState is PostgresErrorCodes.InvalidPassword
                or PostgresErrorCodes.InvalidAuthorizationSpecification)
            {
                throw new StartRefusedException($"The database refused the service's credentials: {e.MessageText}");
            }
        }
    }

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>A server that is up before its databases are created answers that there is none by the name.</summary>
    static bool MayStillStart(NpgsqlException e) => DatabaseOutage.Is(e)
        || e is PostgresException { SqlState: PostgresErrorCodes.InvalidCatalogName };

    static partial class Log
    {
        [LoggerMessage(LogLevel.Warning, "Waiting for the database: {Reason}")]
        public static partial void Waiting(ILogger logger, string reason);
    }
}
