using System.Text.Json;
using Dapper;
using HomeLab.ServiceDefaults.Persistence;
using Npgsql;

namespace HomeLab.Dns.Budgets;

/// <summary>Budgets in the database, so that all replicas go by one.</summary>
/// <remarks>
/// A call costs one short transaction on one row: a replica that kept a portion for itself would go on sending after another one was
/// told to be silent. Four calls a second is all that the quota allows on average.
/// </remarks>
sealed class BudgetStore(NpgsqlDataSource database) : IBudgets
{
    static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);

    public async Task<Budget> ChangeAsync(string account, Func<Budget, Budget> change, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        var before = await LockAsync(account, transaction, cancellationToken);
        var after = change(before);
        if (!ReferenceEquals(before, after))
        {
            await connection.ExecuteAsync(new CommandDefinition(
                // Should the machine fail before this is on the disk, what is forgotten is less than what is never used of the quota.
                $"UPDATE budget SET state = @state::jsonb WHERE account = @account; {EventualCommit.Sql}",
                new { account, state = JsonSerializer.Serialize(after, Json) }, transaction, cancellationToken: cancellationToken));
        }
        await transaction.CommitAsync(cancellationToken);
        return after;
    }

    public async Task<IReadOnlyDictionary<string, Budget>> ListAsync(CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        var rows = await connection.QueryAsync<(string Account, string State)>(new CommandDefinition(
            "SELECT account, state::text FROM budget ORDER BY account", cancellationToken: cancellationToken));
        return rows.ToDictionary(row => row.Account, row => Read(row.State));
    }

    /// <remarks>All calls of all replicas wait for this row, so a process that hangs here loses it soon.</remarks>
    static async Task<Budget> LockAsync(string account, NpgsqlTransaction transaction, CancellationToken cancellationToken)
    {
        var state = await transaction.Connection!.QuerySingleAsync<string>(new CommandDefinition(
            """
            SET LOCAL idle_in_transaction_session_timeout = '5s';
            INSERT INTO budget (account) VALUES (@account) ON CONFLICT DO NOTHING;
            SELECT state::text FROM budget WHERE account = @account FOR UPDATE
            """,
            new { account }, transaction, cancellationToken: cancellationToken));
        return Read(state);
    }

    static Budget Read(string state) => JsonSerializer.Deserialize<Budget>(state, Json)!;
}
