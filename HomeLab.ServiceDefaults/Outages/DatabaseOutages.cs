using HomeLab.ServiceDefaults.Persistence;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace HomeLab.ServiceDefaults.Outages;

/// <summary>Tells that the service's database is away: once when it goes and once when it is back, whatever met it.</summary>
public sealed partial class DatabaseOutages(NpgsqlDataSource database, TimeProvider time, ILogger<DatabaseOutages> logger)
{
    static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);
    readonly Outage outage = new(time);

    /// <summary>
    /// True when the exception says that the database is away: that is told now, or was, and the part that met it has no more to say.
    /// It calls <see cref="Overcome"/> as soon as the database answers it again.
    /// </summary>
    public bool Met(string part, Exception exception)
    {
        ArgumentNullException.ThrowIfNull(exception);
        if (!DatabaseOutage.Is(exception))
        {
            return false;
        }
        if (outage.Meet(part))
        {
            Log.Away(logger, exception.Message);
            // What broke with it would fail one by one once it is back.
            database.Clear();
        }
        return true;
    }

    /// <summary>The database has answered this part.</summary>
    public void Overcome(string part)
    {
        if (outage.Overcome(part) is { } lasted)
        {
            Log.Back(logger, TimeSpan.FromSeconds(Math.Round(lasted.TotalSeconds)));
        }
    }

    /// <summary>Whether an outage that was told lasts still; asks the database, for nobody may have noticed yet that it is back.</summary>
    internal async Task<bool> LastsAsync(CancellationToken cancellationToken)
    {
        if (!outage.IsOn)
        {
            return false;
        }
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        patience.CancelAfter(Patience);
        try
        {
            await using var command = database.CreateCommand("SELECT 1");
            await command.ExecuteScalarAsync(patience.Token);
            return false;
        }
        catch (Exception exception) when (exception is NpgsqlException or OperationCanceledException)
        {
            return true;
        }
    }

    /// <summary>The level of a line about one piece of work: only an outage that is told already makes it no news.</summary>
    internal LogLevel LevelOf(Exception exception, LogLevel otherwise) =>
        outage.IsOn && DatabaseOutage.Is(exception) ? LogLevel.Debug : otherwise;

    static partial class Log
    {
        [LoggerMessage(LogLevel.Warning, "The database does not answer; what needs it waits until it does: {Reason}")]
        public static partial void Away(ILogger logger, string reason);

        [LoggerMessage(LogLevel.Information, "The database answers again, after {Time}")]
        public static partial void Back(ILogger logger, TimeSpan time);
    }
}
