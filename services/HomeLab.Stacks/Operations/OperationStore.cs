using Dapper;
using HomeLab.Stacks.Measuring;
using Npgsql;

namespace HomeLab.Stacks.Operations;

/// <summary>Operations with their steps: one at a time is running for a stack, and whoever comes after a crash goes on with it.</summary>
sealed class OperationStore(NpgsqlDataSource database, StackMetrics metrics, TimeProvider time)
{
    const string Columns = """
        id, key, kind, digest, commit, state, reason, cause_kind AS CauseKind, actor, trace, started_at AS StartedAt, progress_at AS ProgressAt, ended_at AS EndedAt
        """;

    const int MostText = 2_000;

    public async Task<Operation?> RunningAsync(string key, CancellationToken cancellationToken) =>
        (await QueryAsync<Operation>($"SELECT {Columns} FROM operation WHERE key = @key AND state = 'running'", new { key }, cancellationToken)).SingleOrDefault();

    public Task<IReadOnlyList<Operation>> ListRunningAsync(CancellationToken cancellationToken) =>
        QueryAsync<Operation>($"SELECT {Columns} FROM operation WHERE state = 'running'", new { }, cancellationToken);

    /// <summary>The newest first.</summary>
    /// <param name="key">Of a stack or a job; empty: of all stacks, without their jobs.</param>
    public Task<IReadOnlyList<Operation>> ListAsync(string key, int limit, CancellationToken cancellationToken) => QueryAsync<Operation>(
        $"SELECT {Columns} FROM operation WHERE @key = '' AND kind <> '{OperationKinds.Job}' OR key = @key ORDER BY started_at DESC, id DESC LIMIT @limit", new { key, limit }, cancellationToken);

    public async Task<Operation?> FindAsync(Guid id, CancellationToken cancellationToken) =>
        (await QueryAsync<Operation>($"SELECT {Columns} FROM operation WHERE id = @id", new { id }, cancellationToken)).SingleOrDefault();

    /// <param name="after">Lines after this one alone; 0: from the first.</param>
    public Task<IReadOnlyList<OperationLine>> LinesAsync(Guid operation, long after, int limit, CancellationToken cancellationToken) => QueryAsync<OperationLine>(
        "SELECT id, at, step, text, is_error AS IsError FROM operation_line WHERE operation = @operation AND id > @after ORDER BY id LIMIT @limit",
        new { operation, after, limit }, cancellationToken);

    /// <summary>Begins one; what still runs for the stack is superseded.</summary>
    public async Task<Operation> BeginAsync(string key, string kind, string digest, string commit, string causeKind, string actor, string trace, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow().UtcDateTime;
        var operation = new Operation(Guid.CreateVersion7(), key, kind, digest, commit, "running", "", causeKind, actor, trace, now, now, null);
        await ExecuteAsync(
            """
            UPDATE operation SET state = 'superseded', ended_at = @StartedAt, reason = 'Something else is wanted by now.' WHERE key = @Key AND state = 'running';
            INSERT INTO operation (id, key, kind, digest, commit, state, cause_kind, actor, trace, started_at, progress_at)
            VALUES (@Id, @Key, @Kind, @Digest, @Commit, @State, @CauseKind, @Actor, @Trace, @StartedAt, @ProgressAt)
            """,
            operation, cancellationToken);
        return operation;
    }

    public async Task EndAsync(Operation operation, string state, string reason, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow().UtcDateTime;
        await ExecuteAsync(
            "UPDATE operation SET state = @state, reason = @reason, ended_at = @now WHERE id = @Id AND state = 'running'",
            new { operation.Id, state, reason, now }, cancellationToken);
        metrics.Ended(operation.Kind, state, now - operation.StartedAt);
    }

    /// <summary>Its time to become healthy begins anew.</summary>
    public Task DelayAsync(Operation operation, CancellationToken cancellationToken) => ExecuteAsync(
        "UPDATE operation SET progress_at = @now WHERE id = @Id", new { operation.Id, now = time.GetUtcNow().UtcDateTime }, cancellationToken);

    public Task SayAsync(Guid operation, IReadOnlyCollection<(string Step, string Text, bool IsError)> lines, CancellationToken cancellationToken) => lines.Count == 0
        ? Task.CompletedTask
        : ExecuteAsync(
            """
            INSERT INTO operation_line (operation, at, step, text, is_error)
            SELECT @operation, @now, step, text, is_error FROM unnest(@steps::text[], @texts::text[], @errors::boolean[]) AS given (step, text, is_error)
            """,
            new
            {
                operation, now = time.GetUtcNow().UtcDateTime, steps = lines.Select(it => it.Step).ToArray(), texts = lines.Select(it => Cut(it.Text)).ToArray(),
                errors = lines.Select(it => it.IsError).ToArray(),
            },
            cancellationToken);

    static string Cut(string text) => text.Length <= MostText ? text : text[..MostText] + "…";

    async Task<IReadOnlyList<T>> QueryAsync<T>(string sql, object parameters, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        return [.. await connection.QueryAsync<T>(new CommandDefinition(sql, parameters, cancellationToken: cancellationToken))];
    }

    async Task ExecuteAsync(string sql, object parameters, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        await connection.ExecuteAsync(new CommandDefinition(sql, parameters, cancellationToken: cancellationToken));
    }
}
