using Dapper;
using Npgsql;

namespace HomeLab.Inventory.Resources;

/// <summary>The identity of this database: another one once it was recreated, restored elsewhere or rewound to an earlier time.</summary>
/// <remarks>
/// A copy restored into another server or database differs by the server's identifier or the database's oid, and a server that
/// went back in time by its timeline. A copy of the whole data directory with its timeline cannot be told from the original.
/// </remarks>
sealed partial class Epochs(NpgsqlDataSource database, TimeProvider time, ILogger<Epochs> logger) : IHostedService
{
    static readonly TimeSpan RetryAfter = TimeSpan.FromSeconds(1);

    const string Sql = """
        WITH here AS (
            SELECT (SELECT system_identifier FROM pg_control_system()) || '/' || (SELECT timeline_id FROM pg_control_checkpoint())
                || '/' || (SELECT oid FROM pg_database WHERE datname = current_database()) AS server)
        INSERT INTO epoch (id, server) SELECT @id, server FROM here
        ON CONFLICT (is_only) DO UPDATE SET id = excluded.id, server = excluded.server WHERE epoch.server <> excluded.server
        """;

    /// <summary>Nothing can be observed before; a database that went away again since it was migrated is waited for.</summary>
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        for (var told = false; ; told = true)
        {
            try
            {
                await BeginAsync(cancellationToken);
                return;
            }
            catch (NpgsqlException e) when (e is not PostgresException { SqlState: not ['5', '7', 'P', ..] })
            {
                if (!told)
                    Log.Waiting(logger, e.Message);
                await Task.Delay(RetryAfter, time, cancellationToken);
            }
        }
    }

    async Task BeginAsync(CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        await connection.ExecuteAsync(new CommandDefinition(Sql, new { id = Guid.NewGuid().ToString("n") }, cancellationToken: cancellationToken));
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    static partial class Log
    {
        [LoggerMessage(LogLevel.Warning, "Waiting for the database: {Reason}")]
        public static partial void Waiting(ILogger logger, string reason);
    }
}
