using Dapper;
using HomeLab.Stacks.Docker.Planning;
using Npgsql;

namespace HomeLab.Stacks.Operations;

/// <summary>Remembers which commands of containers are to be run, were begun and have ended, so that none is run twice.</summary>
sealed class HookStore(NpgsqlDataSource database)
{
    /// <param name="digest">Of the wish that is looked at: whose operation is the one that runs.</param>
    public async Task<IReadOnlyList<HookProgress>> ListAsync(string stack, string digest, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        var rows = await connection.QueryAsync<Row>(new CommandDefinition(
            """
            SELECT container, phase, run, done, is_finished AS IsFinished, failure,
                EXISTS (SELECT FROM operation WHERE id = hook.operation AND state = 'running' AND digest = @digest) AS IsCurrent
            FROM hook WHERE stack = @stack
            """,
            new { stack, digest }, cancellationToken: cancellationToken));
        return [.. rows.Select(it => new HookProgress(it.Container, Enum.Parse<HookPhase>(it.Phase), it.Run, it.Done, it.IsFinished, it.Failure, it.IsCurrent))];
    }

    /// <summary>Before a start of ours: whatever becomes of this process, the commands that belong to it are run.</summary>
    /// <param name="run">The run before it.</param>
    public Task OweAsync(string stack, string container, string run, Guid operation, CancellationToken cancellationToken) => ExecuteAsync(
        """
        INSERT INTO hook (container, phase, stack, operation, run, done) VALUES (@container, @phase, @stack, @operation, @run, 0)
        ON CONFLICT (container, phase) DO UPDATE SET stack = excluded.stack, operation = excluded.operation, run = excluded.run, done = 0, is_finished = false, failure = ''
        """,
        new { stack, container, run, operation, phase = $"{HookPhase.PostStart}" }, cancellationToken);

    /// <summary>Before a command is started.</summary>
    public Task BeginAsync(string stack, string container, HookCall hook, string run, Guid operation, Guid intent, string exec, CancellationToken cancellationToken) => ExecuteAsync(
        """
        INSERT INTO hook (container, phase, stack, operation, run, done, intent, exec) VALUES (@container, @phase, @stack, @operation, @run, @Number, @intent, @exec)
        ON CONFLICT (container, phase) DO UPDATE SET stack = excluded.stack, operation = excluded.operation, run = excluded.run, done = excluded.done,
            is_finished = false, failure = '', intent = excluded.intent, exec = excluded.exec
        """,
        new { stack, container, run, operation, intent, exec, phase = $"{hook.Phase}", hook.Number }, cancellationToken);

    /// <returns>Null: with that intent none was begun.</returns>
    public async Task<BegunHook?> FindAsync(Guid intent, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        return await connection.QuerySingleOrDefaultAsync<BegunHook>(new CommandDefinition(
            "SELECT done, exec, failure FROM hook WHERE intent = @intent", new { intent }, cancellationToken: cancellationToken));
    }

    public Task EndAsync(Guid intent, HookCall hook, CancellationToken cancellationToken) => ExecuteAsync(
        "UPDATE hook SET done = @done, is_finished = @IsLast WHERE intent = @intent", new { intent, done = hook.Number + 1, hook.IsLast }, cancellationToken);

    public Task FailAsync(Guid intent, string failure, CancellationToken cancellationToken) =>
        ExecuteAsync("UPDATE hook SET failure = @failure WHERE intent = @intent", new { intent, failure }, cancellationToken);

    /// <summary>The container is gone.</summary>
    public Task ForgetAsync(string container, CancellationToken cancellationToken) =>
        ExecuteAsync("DELETE FROM hook WHERE container = @container", new { container }, cancellationToken);

    async Task ExecuteAsync(string sql, object parameters, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        await connection.ExecuteAsync(new CommandDefinition(sql, parameters, cancellationToken: cancellationToken));
    }

    sealed record Row(string Container, string Phase, string Run, int Done, bool IsFinished, string Failure, bool IsCurrent);
}
