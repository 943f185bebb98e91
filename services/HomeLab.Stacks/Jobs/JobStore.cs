using System.Diagnostics;
using Dapper;
using HomeLab.Contracts.Grpc.Inventory;
using HomeLab.ServiceDefaults.Reconciliation;
using HomeLab.Stacks.Operations;
using Npgsql;

namespace HomeLab.Stacks.Jobs;

/// <summary>Remembers which times of which jobs were begun, so that none is run twice, and how the last ones ended.</summary>
sealed class JobStore(NpgsqlDataSource database, TimeProvider time)
{
    /// <summary>Of each job, the newest that are kept with their logs.</summary>
    const int MostRuns = 50;

    const string JobColumns = "key, definition, until, failure";

    public async Task<KnownJob?> FindAsync(string key, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        return await connection.QuerySingleOrDefaultAsync<KnownJob>(new CommandDefinition($"SELECT {JobColumns} FROM job WHERE key = @key", new { key }, cancellationToken: cancellationToken));
    }

    public async Task<IReadOnlyDictionary<string, KnownJob>> ListAsync(CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        var rows = await connection.QueryAsync<KnownJob>(new CommandDefinition($"SELECT {JobColumns} FROM job", cancellationToken: cancellationToken));
        return rows.ToDictionary(it => it.Key, StringComparer.Ordinal);
    }

    /// <summary>From now on it is run so.</summary>
    public Task AcceptAsync(StackJob job, CancellationToken cancellationToken) => ExecuteAsync(
        """
        INSERT INTO job (key, definition, until) VALUES (@Key, @Definition, @now)
        ON CONFLICT (key) DO UPDATE SET definition = excluded.definition, until = excluded.until, failure = ''
        """,
        new { job.Key, job.Definition, now = time.GetUtcNow().UtcDateTime }, cancellationToken);

    public Task ForgetAsync(string key, CancellationToken cancellationToken) => ExecuteAsync("DELETE FROM job WHERE key = @key", new { key }, cancellationToken);

    /// <summary>Before anything is done: whatever becomes of this process, this time of the job is not begun again.</summary>
    public async Task<JobRun> BeginAsync(StackJob job, DesiredStack stack, DateTimeOffset due, LeaseFence fence, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow().UtcDateTime;
        var run = new JobRun(job.Key, due.UtcDateTime, Guid.CreateVersion7(), "", null, now);
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        await fence.HoldAsync(transaction, cancellationToken);
        await connection.ExecuteAsync(new CommandDefinition(
            """
            INSERT INTO operation (id, key, kind, digest, commit, state, cause_kind, trace, started_at, progress_at)
            VALUES (@Operation, @Key, @kind, @Digest, @Commit, 'running', 'Schedule', @trace, @now, @now);
            INSERT INTO job_run (key, due_at, operation) VALUES (@Key, @DueAt, @Operation);
            UPDATE job SET until = GREATEST(until, @DueAt) WHERE key = @Key;
            DELETE FROM operation WHERE key = @Key AND id NOT IN (SELECT id FROM operation WHERE key = @Key ORDER BY started_at DESC, id DESC LIMIT @MostRuns)
            """,
            new { run.Operation, run.Key, run.DueAt, kind = OperationKinds.Job, stack.Digest, stack.Commit, trace = Activity.Current?.TraceId.ToString() ?? "", now, MostRuns }, transaction, cancellationToken: cancellationToken));
        await transaction.CommitAsync(cancellationToken);
        return run;
    }

    /// <returns>What was begun and has not ended; null: nothing.</returns>
    public async Task<JobRun?> FindOpenAsync(string key, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        return await connection.QuerySingleOrDefaultAsync<JobRun>(new CommandDefinition(
            """
            SELECT r.key, r.due_at AS DueAt, r.operation, r.exec, r.heard_at AS HeardAt, o.started_at AS StartedAt
            FROM job_run r JOIN operation o ON o.id = r.operation WHERE r.key = @key AND o.state = 'running'
            """,
            new { key }, cancellationToken: cancellationToken));
    }

    /// <summary>Before the command is started.</summary>
    public Task PrepareAsync(JobRun run, string exec, CancellationToken cancellationToken) =>
        ExecuteAsync("UPDATE job_run SET exec = @exec WHERE operation = @Operation", new { run.Operation, exec }, cancellationToken);

    /// <summary>All that it wrote is in the log.</summary>
    public Task HeardAsync(Guid operation, CancellationToken cancellationToken) =>
        ExecuteAsync("UPDATE job_run SET heard_at = @now WHERE operation = @operation", new { operation, now = time.GetUtcNow().UtcDateTime }, cancellationToken);

    /// <param name="failure">Empty: it ended well.</param>
    /// <param name="until">Times up to this one are settled, too.</param>
    public static async Task EndAsync(JobRun run, string failure, DateTimeOffset until, DateTimeOffset now, NpgsqlTransaction transaction, CancellationToken cancellationToken) =>
        await transaction.Connection!.ExecuteAsync(new CommandDefinition(
            """
            UPDATE operation SET state = @state, reason = @failure, ended_at = @now WHERE id = @Operation AND state = 'running';
            UPDATE job SET failure = @failure, until = GREATEST(until, @until) WHERE key = @Key
            """,
            new { run.Operation, run.Key, state = failure.Length == 0 ? "succeeded" : "failed", failure, until = until.UtcDateTime, now = now.UtcDateTime }, transaction, cancellationToken: cancellationToken));

    /// <summary>By the jobs' keys.</summary>
    public async Task<IReadOnlyDictionary<string, LastRun>> ListLastAsync(CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        var rows = await connection.QueryAsync<DateTime, Operation, LastRun>(
            new CommandDefinition(
                """
                SELECT DISTINCT ON (r.key) r.due_at, o.id, o.key, o.kind, o.digest, o.commit, o.state, o.reason, o.cause_kind AS CauseKind, o.actor, o.trace,
                    o.started_at AS StartedAt, o.progress_at AS ProgressAt, o.ended_at AS EndedAt
                FROM job_run r JOIN operation o ON o.id = r.operation ORDER BY r.key, o.started_at DESC, o.id DESC
                """,
                cancellationToken: cancellationToken),
            (due, operation) => new LastRun(new DateTimeOffset(due, TimeSpan.Zero), operation));
        return rows.ToDictionary(it => it.Operation.Key, StringComparer.Ordinal);
    }

    async Task ExecuteAsync(string sql, object parameters, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        await connection.ExecuteAsync(new CommandDefinition(sql, parameters, cancellationToken: cancellationToken));
    }
}
