using System.Text.Json;
using HomeLab.ServiceDefaults.Persistence;
using Npgsql;

namespace HomeLab.ServiceDefaults.Reconciliation;

/// <summary>The work table: de-duplicates by key, keeps back-off over restarts, shares work among replicas.</summary>
public sealed class WorkQueue(NpgsqlDataSource database, TimeProvider time)
{
    /// <summary>Notified within the transaction that makes work due.</summary>
    internal const string Channel = "homelab_work";

    /// <summary>Causes kept for one key; of a longer burst the first ones tell the story.</summary>
    const int CausesKept = 32;

    /// <summary>Makes keys due now, or when their back-off ends unless it is urgent. Work that is due already gains a cause and stays one.</summary>
    /// <remarks>It is on the disk when this returns; a worker may begin sooner, and what it writes is never kept without it.</remarks>
    public async Task EnqueueAsync(IReadOnlyCollection<WorkKey> keys, Cause cause, CancellationToken cancellationToken)
    {
        if (keys.Count == 0)
        {
            return;
        }
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        await using (var command = Enqueueing(keys, cause, cause.IsUrgent))
        {
            command.Connection = connection;
            command.CommandText += EventualCommit.Sql;
            await command.ExecuteNonQueryAsync(cancellationToken);
        }
        await EventualCommit.FlushAsync(connection, cancellationToken);
    }

    /// <summary>As above, when the transaction commits.</summary>
    public Task EnqueueAsync(
        IReadOnlyCollection<WorkKey> keys, Cause cause, NpgsqlTransaction transaction, CancellationToken cancellationToken) =>
        EnqueueAsync(keys, cause, cause.IsUrgent, transaction, cancellationToken);

    /// <summary>As above, and at once: a person does not wait for a back-off.</summary>
    internal async Task EnqueueNowAsync(WorkKey key, Cause cause, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        await EnqueueNowAsync(key, cause, transaction, cancellationToken);
        await transaction.CommitAsync(cancellationToken);
    }

    /// <summary>As above, when the transaction commits.</summary>
    internal Task EnqueueNowAsync(WorkKey key, Cause cause, NpgsqlTransaction transaction, CancellationToken cancellationToken) =>
        EnqueueAsync([key], cause, endBackoff: true, transaction, cancellationToken);

    async Task EnqueueAsync(
        IReadOnlyCollection<WorkKey> keys, Cause cause, bool endBackoff, NpgsqlTransaction transaction,
        CancellationToken cancellationToken)
    {
        if (keys.Count == 0)
        {
            return;
        }
        await using var command = Enqueueing(keys, cause, endBackoff);
        (command.Connection, command.Transaction) = (transaction.Connection, transaction);
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    NpgsqlCommand Enqueueing(IReadOnlyCollection<WorkKey> keys, Cause cause, bool endBackoff)
    {
        // In one order, so that two of these never wait for each other's rows.
        var ordered = keys.Distinct().OrderBy(k => k.Kind, StringComparer.Ordinal).ThenBy(k => k.Key, StringComparer.Ordinal).ToList();
        return new NpgsqlCommand(
            $"""
            INSERT INTO homelab.work AS w (kind, key, causes, due_at)
            SELECT kind, key, jsonb_build_array(@cause::jsonb), @now
            FROM unnest(@kinds::text[], @keys::text[]) AS given (kind, key)
            ON CONFLICT (kind, key) DO UPDATE SET
                revision = w.revision + 1,
                causes = CASE WHEN jsonb_array_length(w.causes) < {CausesKept} THEN w.causes || excluded.causes ELSE w.causes END,
                not_before = CASE WHEN @end_backoff THEN NULL ELSE w.not_before END,
                due_at = LEAST(w.due_at, GREATEST(@now, CASE WHEN @end_backoff THEN @now ELSE w.not_before END));
            SELECT pg_notify('{Channel}', '');
            """)
        {
            Parameters =
            {
                new("cause", JsonSerializer.Serialize(cause)),
                new("now", time.GetUtcNow()),
                new("kinds", ordered.Select(k => k.Kind).ToArray()),
                new("keys", ordered.Select(k => k.Key).ToArray()),
                new("end_backoff", endBackoff),
            },
        };
    }

    /// <summary>Adds the keys that have no row yet, due now; leaves the others as they are.</summary>
    internal async Task AddMissingAsync(string kind, IReadOnlyCollection<string> keys, CancellationToken cancellationToken)
    {
        await using var command = database.CreateCommand(
            $"""
            INSERT INTO homelab.work (kind, key, due_at)
            SELECT @kind, key, @now FROM unnest(@keys::text[]) AS given (key) ORDER BY key
            ON CONFLICT DO NOTHING;
            SELECT pg_notify('{Channel}', '');
            """);
        command.Parameters.Add(new("kind", kind));
        command.Parameters.Add(new("keys", keys.ToArray()));
        command.Parameters.Add(new("now", time.GetUtcNow()));
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    /// <summary>Keys of the kind that are due and that nobody has begun to look at: whatever happened until now, a look comes after it.</summary>
    public async Task<IReadOnlyList<string>> ListDueAsync(string kind, CancellationToken cancellationToken)
    {
        await using var command = database.CreateCommand("SELECT key FROM homelab.work WHERE kind = @kind AND due_at <= @now AND leased_by IS NULL");
        command.Parameters.Add(new("kind", kind));
        command.Parameters.Add(new("now", time.GetUtcNow()));
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        var keys = new List<string>();
        while (await reader.ReadAsync(cancellationToken))
        {
            keys.Add(reader.GetString(0));
        }
        return keys;
    }

    /// <summary>Makes due what waits for a person: a process that starts may have other settings, such as another token.</summary>
    internal async Task RetryStalledAsync(IReadOnlyCollection<string> kinds, CancellationToken cancellationToken)
    {
        await using var command = database.CreateCommand(
            "UPDATE homelab.work SET due_at = @now WHERE kind = ANY(@kinds) AND outcome = 'Stalled' AND due_at > @now AND leased_by IS NULL");
        command.Parameters.Add(new("kinds", kinds.ToArray()));
        command.Parameters.Add(new("now", time.GetUtcNow()));
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    /// <summary>How many keys of the kinds have never been looked at to an outcome.</summary>
    internal async Task<long> CountWithoutOutcomeAsync(IReadOnlyCollection<string> kinds, CancellationToken cancellationToken)
    {
        await using var command = database.CreateCommand("SELECT count(*) FROM homelab.work WHERE kind = ANY(@kinds) AND outcome IS NULL");
        command.Parameters.Add(new("kinds", kinds.ToArray()));
        return (long)(await command.ExecuteScalarAsync(cancellationToken))!;
    }

    /// <summary>Takes the key that has been due longest and whose last worker is done, gone or out of time; null when there is none.</summary>
    internal async Task<Lease?> TakeAsync(
        IReadOnlyCollection<string> kinds, string worker, TimeSpan duration, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        await using var command = database.CreateCommand(
            $"""
            WITH free AS (
                SELECT kind, key, COALESCE(leased_until > @now, false) AS is_inherited FROM homelab.work
                WHERE kind = ANY(@kinds) AND due_at <= @now AND (leased_until IS NULL OR leased_until <= @now OR {WorkerSession.IsGone})
                ORDER BY due_at LIMIT 1 FOR UPDATE SKIP LOCKED)
            UPDATE homelab.work AS w SET leased_by = @worker, leased_until = @until, generation = w.generation + 1
            FROM free WHERE w.kind = free.kind AND w.key = free.key
            RETURNING w.kind, w.key, w.generation, w.revision, w.causes, w.attempts, free.is_inherited;
            """
            // A lease that is lost was never used: an intent under it would have been committed after it.
            + EventualCommit.Sql);
        command.Parameters.Add(new("worker", worker));
        command.Parameters.Add(new("now", now));
        command.Parameters.Add(new("until", now + duration));
        command.Parameters.Add(new("kinds", kinds.ToArray()));
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        return await reader.ReadAsync(cancellationToken)
            ? new Lease(
                new WorkKey(reader.GetString(0), reader.GetString(1)), worker, reader.GetInt64(2), reader.GetInt64(3),
                JsonSerializer.Deserialize<List<Cause>>(reader.GetString(4))!, reader.GetInt32(5), now + duration,
                reader.GetBoolean(6))
            : null;
    }

    /// <summary>Prolongs a lease; false when it was lost or has run out, for then nobody knows what it was that the look saw.</summary>
    internal async Task<bool> RenewAsync(Lease lease, TimeSpan duration, CancellationToken cancellationToken)
    {
        await using var command = database.CreateCommand(
            """
            UPDATE homelab.work SET leased_until = GREATEST(leased_until, @until)
            WHERE kind = @kind AND key = @key AND generation = @generation AND leased_by = @worker AND leased_until > @now
            """);
        Identify(command, lease);
        var now = time.GetUtcNow();
        command.Parameters.Add(new("now", now));
        command.Parameters.Add(new("until", now + duration));
        return await command.ExecuteNonQueryAsync(cancellationToken) == 1;
    }

    /// <summary>Ends a lease with its outcome; false when it was lost, and then nothing is recorded.</summary>
    internal async Task<bool> CompleteAsync(Lease lease, WorkResult result, NpgsqlTransaction transaction, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(
            """
            UPDATE homelab.work SET
                leased_by = NULL, leased_until = NULL,
                causes = jsonb_path_query_array(causes, '$[$taken to last]', jsonb_build_object('taken', @taken)),
                due_at = CASE WHEN revision = @revision THEN @due ELSE GREATEST(@now, @not_before) END,
                not_before = @not_before,
                attempts = @attempts,
                outcome = @outcome, reason_code = @reason_code, reason = @reason, outcome_at = @now,
                plan_hash = COALESCE(@plan_hash, plan_hash),
                plan = COALESCE(@plan::jsonb, plan),
                plan_at = CASE WHEN @plan_hash IS NULL THEN plan_at ELSE @now END
            WHERE kind = @kind AND key = @key AND generation = @generation AND leased_by = @worker
            """, transaction.Connection, transaction);
        Identify(command, lease);
        command.Parameters.Add(new("taken", lease.Causes.Count));
        command.Parameters.Add(new("revision", lease.Revision));
        command.Parameters.Add(new("now", time.GetUtcNow()));
        command.Parameters.Add(new("due", result.DueAt));
        command.Parameters.Add(Optional("not_before", NpgsqlTypes.NpgsqlDbType.TimestampTz, result.NotBefore));
        command.Parameters.Add(new("attempts", result.Attempts));
        command.Parameters.Add(new("outcome", result.Outcome));
        command.Parameters.Add(Optional("reason_code", NpgsqlTypes.NpgsqlDbType.Text, result.Reason?.Code));
        command.Parameters.Add(Optional("reason", NpgsqlTypes.NpgsqlDbType.Text, result.Reason?.Message));
        command.Parameters.Add(Optional("plan_hash", NpgsqlTypes.NpgsqlDbType.Text, result.Plan?.Hash));
        command.Parameters.Add(Optional("plan", NpgsqlTypes.NpgsqlDbType.Text, result.Plan?.Json));
        return await command.ExecuteNonQueryAsync(cancellationToken) == 1;
    }

    /// <summary>Gives a lease back as if it had not been taken.</summary>
    internal async Task ReleaseAsync(Lease lease, CancellationToken cancellationToken)
    {
        await using var command = database.CreateCommand(
            """
            UPDATE homelab.work SET leased_by = NULL, leased_until = NULL
            WHERE kind = @kind AND key = @key AND generation = @generation AND leased_by = @worker
            """);
        Identify(command, lease);
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    /// <summary>When the next key becomes free and due, null when there is none; and whether another worker holds one now.</summary>
    internal async Task<(DateTimeOffset? Due, bool IsHeldElsewhere)> NextDueAsync(
        IReadOnlyCollection<string> kinds, string worker, CancellationToken cancellationToken)
    {
        await using var command = database.CreateCommand(
            """
            SELECT min(GREATEST(due_at, leased_until)), COALESCE(bool_or(leased_by <> @worker AND leased_until > @now), false)
            FROM homelab.work WHERE kind = ANY(@kinds)
            """);
        command.Parameters.Add(new("kinds", kinds.ToArray()));
        command.Parameters.Add(new("worker", worker));
        command.Parameters.Add(new("now", time.GetUtcNow()));
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        await reader.ReadAsync(cancellationToken);
        return (await reader.IsDBNullAsync(0, cancellationToken) ? null : reader.GetFieldValue<DateTimeOffset>(0), reader.GetBoolean(1));
    }

    static void Identify(NpgsqlCommand command, Lease lease)
    {
        command.Parameters.Add(new("kind", lease.Key.Kind));
        command.Parameters.Add(new("key", lease.Key.Key));
        command.Parameters.Add(new("generation", lease.Generation));
        command.Parameters.Add(new("worker", lease.Worker));
    }

    static NpgsqlParameter Optional(string name, NpgsqlTypes.NpgsqlDbType type, object? value) =>
        new(name, type) { Value = value ?? DBNull.Value };
}
