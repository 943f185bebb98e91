using Npgsql;

namespace HomeLab.ServiceDefaults.Reconciliation;

/// <summary>This process's sign of life: a lock in the database that PostgreSQL takes back when the process or its connection ends.</summary>
/// <remarks>
/// It only makes a hand-over quick: nobody has to wait for the lease of a worker whose lock is gone. What keeps two workers from writing
/// are generations and intents, whoever holds what lock.
/// </remarks>
sealed class WorkerSession : IDisposable
{
    /// <summary>Leases of workers with such a name end with their lock; those of others, by time alone.</summary>
    public const string Prefix = "session/";

    /// <summary>SQL: the worker named in <c>leased_by</c> has lost its lock.</summary>
    /// <remarks>pg_locks shows a lock's 64 bits in two halves: https://www.postgresql.org/docs/15/view-pg-locks.html</remarks>
    public const string IsGone = $"""
        (leased_by LIKE '{Prefix}%' AND NOT EXISTS (
            SELECT FROM pg_locks
            WHERE locktype = 'advisory' AND objsubid = 1 AND granted
                AND database = (SELECT oid FROM pg_database WHERE datname = current_database())
                AND (classid::bigint << 32) | objid::bigint = hashtextextended(leased_by, 0)))
        """;

    readonly Lock gate = new();
    CancellationTokenSource? held;

    /// <summary>Of this process, and of no other that ever was.</summary>
    public string Worker { get; } = $"{Prefix}{Environment.MachineName}/{Environment.ProcessId}/{Guid.NewGuid():N}";

    /// <summary>Ends with the session that is held now; null: none is, so that nothing may be leased.</summary>
    public CancellationToken? Held
    {
        get
        {
            lock (gate)
            {
                return held?.Token;
            }
        }
    }

    public async Task BeginAsync(NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand("SELECT pg_advisory_lock(hashtextextended(@worker, 0))", connection);
        command.Parameters.Add(new("worker", Worker));
        await command.ExecuteNonQueryAsync(cancellationToken);
        lock (gate)
        {
            held = new CancellationTokenSource();
        }
    }

    /// <summary>From now on others may take what this process has leased, so its looks end.</summary>
    public void End()
    {
        CancellationTokenSource? ended;
        lock (gate)
        {
            (ended, held) = (held, null);
        }
        // Not disposed: looks that are still ending hold its token.
        ended?.Cancel();
    }

    public void Dispose() => End();
}
