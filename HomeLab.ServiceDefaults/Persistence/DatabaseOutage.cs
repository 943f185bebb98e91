using Npgsql;

namespace HomeLab.ServiceDefaults.Persistence;

/// <summary>Tells a database that is away from one that refuses what was asked.</summary>
static class DatabaseOutage
{
    /// <summary>True when the same call may succeed once the database is back.</summary>
    public static bool Is(Exception? exception) => exception switch
    {
        // Class 57P: shutting down, crashed, cannot connect now. 53300: too many connections.
        PostgresException e => e.SqlState.StartsWith("57P", StringComparison.Ordinal) || e.SqlState.StartsWith("08", StringComparison.Ordinal)
            || e.SqlState == PostgresErrorCodes.TooManyConnections || e.SqlState == PostgresErrorCodes.AdminShutdown,
        NpgsqlException => true,
        { InnerException: { } inner } => Is(inner),
        _ => false,
    };
}
