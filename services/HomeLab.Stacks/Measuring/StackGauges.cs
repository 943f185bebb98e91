using System.Diagnostics.Metrics;
using Dapper;
using HomeLab.ServiceDefaults.Telemetry;
using Npgsql;

namespace HomeLab.Stacks.Measuring;

/// <summary>Shows how many stacks are in which state and what is being done, not older than a quarter of a minute.</summary>
sealed partial class StackGauges : BackgroundService
{
    static readonly TimeSpan Every = TimeSpan.FromSeconds(15);

    readonly NpgsqlDataSource database;
    readonly TimeProvider time;
    readonly ILogger<StackGauges> logger;
    volatile IReadOnlyList<Measurement<long>> stacks = [];
    volatile IReadOnlyList<Measurement<long>> operations = [];

    public StackGauges(NpgsqlDataSource database, IMeterFactory meters, TimeProvider time, ILogger<StackGauges> logger)
    {
        (this.database, this.time, this.logger) = (database, time, logger);
        var meter = meters.Create(HomeLabTelemetry.Name);
        meter.CreateObservableGauge("homelab.stacks.count", () => stacks, "{stack}", "Stacks by their state.");
        meter.CreateObservableGauge("homelab.stacks.operations.open", () => operations, "{operation}", "Operations that run.");
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await using var connection = await database.OpenConnectionAsync(stoppingToken);
                stacks = await CountAsync(connection, "state",
                    """
                    SELECT state, count(*) FROM (
                        SELECT CASE
                            WHEN d.key IS NULL THEN 'undeclared'
                            WHEN s.failed_digest <> '' THEN 'failed'
                            WHEN jsonb_array_length(h.state->'LeftAlone') > 0 THEN 'flapping'
                            WHEN r.key IS NOT NULL THEN 'drifted'
                            WHEN s.is_as_wanted THEN 'asWanted'
                            ELSE 'differs' END AS state
                        FROM desired_stack d FULL JOIN stack s USING (key) LEFT JOIN healing h USING (key) LEFT JOIN drift r USING (key)) AS stacks
                    GROUP BY state
                    """, stoppingToken);
                operations = await CountAsync(connection, "kind", "SELECT kind, count(*) FROM operation WHERE state = 'running' GROUP BY kind", stoppingToken);
            }
            catch (NpgsqlException e)
            {
                // What is not known is not shown.
                (stacks, operations) = ([], []);
                Log.Unknown(logger, e.Message);
            }
            await Task.Delay(Every, time, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    static async Task<IReadOnlyList<Measurement<long>>> CountAsync(NpgsqlConnection connection, string tag, string sql, CancellationToken cancellationToken) =>
        [.. (await connection.QueryAsync<(string Name, long Count)>(new CommandDefinition(sql, cancellationToken: cancellationToken)))
            .Select(it => new Measurement<long>(it.Count, KeyValuePair.Create(tag, (object?)it.Name)))];

    static partial class Log
    {
        [LoggerMessage(LogLevel.Debug, "Gauges show nothing until the database answers: {Reason}")]
        public static partial void Unknown(ILogger logger, string reason);
    }
}
