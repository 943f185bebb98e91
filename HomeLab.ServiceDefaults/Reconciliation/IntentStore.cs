using System.Text.Json;
using Npgsql;

namespace HomeLab.ServiceDefaults.Reconciliation;

/// <summary>Open intents and what they leave behind when settled: ledger entries and the projection of what is owned.</summary>
sealed class IntentStore(NpgsqlDataSource database, Ledger ledger, TimeProvider time)
{
    /// <summary>A lease outlives the deadline of what was begun under it by this much.</summary>
    static readonly TimeSpan SettlingTime = TimeSpan.FromSeconds(10);

    public Task<IReadOnlyList<Intent>> OpenAsync(
        Lease lease, Cause cause, IReadOnlyList<IntentDraft> drafts, TimeSpan timeout, CancellationToken cancellationToken) =>
        OpenAsync(lease, cause, drafts, timeout, alsoWrite: null, cancellationToken);

    /// <param name="alsoWrite">Written in the same transaction, once it is certain that the lease is the newest.</param>
    public async Task<IReadOnlyList<Intent>> OpenAsync(
        Lease lease, Cause cause, IReadOnlyList<IntentDraft> drafts, TimeSpan timeout,
        Func<NpgsqlTransaction, CancellationToken, Task>? alsoWrite, CancellationToken cancellationToken)
    {
        if (drafts.Count == 0)
        {
            return [];
        }
        var now = time.GetUtcNow();
        // PostgreSQL keeps microseconds; what is compared after a restart must be what was stored.
        now = now.AddTicks(-(now.Ticks % TimeSpan.TicksPerMicrosecond));
        var intents = drafts
            .Select(draft => new Intent(Guid.CreateVersion7(now), lease.Key, draft, cause, now, now + timeout))
            .ToList();

        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        await HoldLeaseAsync(lease, now + timeout + SettlingTime, transaction, cancellationToken);
        if (alsoWrite is not null)
        {
            await alsoWrite(transaction, cancellationToken);
        }
        await InsertAsync(lease, intents, transaction, cancellationToken);
        await ledger.AppendIntentsAsync(intents, transaction, cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return intents;
    }

    /// <summary>Locks the work row, so that nobody takes the key between here and the commit.</summary>
    public async Task HoldLeaseAsync(Lease lease, DateTimeOffset until, NpgsqlTransaction transaction, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(
            """
            UPDATE homelab.work SET leased_until = GREATEST(leased_until, @until)
            WHERE kind = @kind AND key = @key AND generation = @generation AND leased_by = @worker AND leased_until > @now
            """, transaction.Connection, transaction)
        {
            Parameters =
            {
                new("until", until), new("kind", lease.Key.Kind), new("key", lease.Key.Key),
                new("generation", lease.Generation), new("worker", lease.Worker), new("now", time.GetUtcNow()),
            },
        };
        if (await command.ExecuteNonQueryAsync(cancellationToken) != 1)
        {
            throw new LeaseLostException(lease.Key);
        }
    }

    static async Task InsertAsync(Lease lease, List<Intent> intents, NpgsqlTransaction transaction, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(
            """
            INSERT INTO homelab.intent
                (id, kind, key, generation, object, action, expected, desired, why, cause, opened_at, deadline_at)
            SELECT id, @kind, @key, @generation, object, action, expected::jsonb, desired::jsonb, why, @cause::jsonb, @opened, @deadline
            FROM unnest(@ids::uuid[], @objects::text[], @actions::text[], @expected::text[], @desired::text[], @whys::text[])
                AS given (id, object, action, expected, desired, why)
            """, transaction.Connection, transaction)
        {
            Parameters =
            {
                new("kind", lease.Key.Kind), new("key", lease.Key.Key), new("generation", lease.Generation),
                new("cause", JsonSerializer.Serialize(intents[0].Cause)),
                new("opened", intents[0].OpenedAt), new("deadline", intents[0].DeadlineAt),
                new("ids", intents.Select(i => i.Id).ToArray()),
                new("objects", intents.Select(i => i.Draft.Object).ToArray()),
                new("actions", intents.Select(i => i.Draft.Action).ToArray()),
                new("expected", intents.Select(i => i.Draft.Expected).ToArray()),
                new("desired", intents.Select(i => i.Draft.Desired).ToArray()),
                new("whys", intents.Select(i => i.Draft.Why).ToArray()),
            },
        };
        try
        {
            await command.ExecuteNonQueryAsync(cancellationToken);
        }
        catch (PostgresException e) when (e is { SqlState: PostgresErrorCodes.UniqueViolation, ConstraintName: "intent_fence" })
        {
            throw new ObjectFencedException(e.Detail ?? string.Join(", ", intents.Select(i => i.Draft.Object)));
        }
    }

    public async Task<IReadOnlyList<long>> SettleAsync(
        IReadOnlyList<(Intent Intent, Settlement Settlement)> settlements, Func<NpgsqlTransaction, Task>? alsoWrite,
        CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        await CloseAsync(settlements, now, transaction, cancellationToken);
        var known = settlements.Where(s => s.Settlement is not Settlement.Unconfirmed).ToList();
        await ProjectAsync(known, transaction, cancellationToken);
        var entries = await ledger.AppendSettlementsAsync(known, now, transaction, cancellationToken);
        if (alsoWrite is not null)
        {
            await alsoWrite(transaction);
        }
        await transaction.CommitAsync(cancellationToken);
        return entries;
    }

    /// <summary>Closes each intent once; whoever comes second finds it settled and must not count its effect again.</summary>
    static async Task CloseAsync(
        IReadOnlyList<(Intent Intent, Settlement Settlement)> settlements, DateTimeOffset now, NpgsqlTransaction transaction,
        CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(
            """
            UPDATE homelab.intent AS i
            SET status = given.status, reason = given.reason, settled_at = CASE WHEN given.status = 'unconfirmed' THEN NULL ELSE @now END
            FROM unnest(@ids::uuid[], @statuses::text[], @reasons::text[]) AS given (id, status, reason)
            WHERE i.id = given.id AND i.status IN ('open', 'unconfirmed')
            """, transaction.Connection, transaction)
        {
            Parameters =
            {
                new("now", now),
                new("ids", settlements.Select(s => s.Intent.Id).ToArray()),
                new("statuses", settlements.Select(s => Status(s.Settlement)).ToArray()),
                new("reasons", settlements.Select(s => (s.Settlement switch
                {
                    Settlement.Rejected rejected => rejected.Reason,
                    Settlement.Unconfirmed unconfirmed => unconfirmed.Reason,
                    _ => null,
                })?.ToString()).ToArray()),
            },
        };
        if (settlements.Count > 0 && await command.ExecuteNonQueryAsync(cancellationToken) != settlements.Count)
        {
            throw new LeaseLostException(settlements[0].Intent.Key);
        }
    }

    static string Status(Settlement settlement) => settlement switch
    {
        Settlement.Applied => "applied",
        Settlement.Rejected => "rejected",
        _ => "unconfirmed",
    };

    static async Task ProjectAsync(
        List<(Intent Intent, Settlement Settlement)> settlements, NpgsqlTransaction transaction, CancellationToken cancellationToken)
    {
        var applied = settlements
            .Where(s => s.Settlement is Settlement.Applied)
            .Select(s => (s.Intent, Settlement: (Settlement.Applied)s.Settlement))
            .ToList();
        var kept = applied.Where(s => s.Settlement.State is not null).ToList();
        await using var command = new NpgsqlCommand(
            """
            DELETE FROM homelab.owned_object WHERE object = ANY(@gone);
            INSERT INTO homelab.owned_object (object, kind, key, provider_id, state, created_by)
            SELECT object, kind, key, provider_id, state::jsonb, created_by
            FROM unnest(@objects::text[], @kinds::text[], @keys::text[], @provider_ids::text[], @states::text[], @ids::uuid[])
                AS given (object, kind, key, provider_id, state, created_by)
            ON CONFLICT (object) DO UPDATE SET provider_id = excluded.provider_id, state = excluded.state
            """, transaction.Connection, transaction)
        {
            Parameters =
            {
                new("gone", applied.Where(s => s.Settlement.State is null).Select(s => s.Intent.Draft.Object).ToArray()),
                new("objects", kept.Select(s => s.Intent.Draft.Object).ToArray()),
                new("kinds", kept.Select(s => s.Intent.Key.Kind).ToArray()),
                new("keys", kept.Select(s => s.Intent.Key.Key).ToArray()),
                new("provider_ids", kept.Select(s => s.Settlement.ProviderId).ToArray()),
                new("states", kept.Select(s => s.Settlement.State).ToArray()),
                new("ids", kept.Select(s => s.Intent.Id).ToArray()),
            },
        };
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    /// <summary>Ends the waiting for a write sooner: nobody is there any more to make it.</summary>
    public async Task ShortenAsync(WorkKey key, DateTimeOffset deadline, CancellationToken cancellationToken)
    {
        await using var command = database.CreateCommand(
            """
            UPDATE homelab.intent SET deadline_at = @deadline
            WHERE kind = @kind AND key = @key AND status IN ('open', 'unconfirmed') AND deadline_at > @deadline
            """);
        command.Parameters.Add(new("deadline", deadline));
        command.Parameters.Add(new("kind", key.Kind));
        command.Parameters.Add(new("key", key.Key));
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    /// <summary>What is not settled for a key, oldest first.</summary>
    public async Task<IReadOnlyList<Intent>> ListUnsettledAsync(WorkKey key, CancellationToken cancellationToken)
    {
        await using var command = database.CreateCommand(
            """
            SELECT id, object, action, expected::text, desired::text, why, cause::text, opened_at, deadline_at
            FROM homelab.intent
            WHERE kind = @kind AND key = @key AND status IN ('open', 'unconfirmed')
            ORDER BY id
            """);
        command.Parameters.Add(new("kind", key.Kind));
        command.Parameters.Add(new("key", key.Key));
        var intents = new List<Intent>();
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        while (await reader.ReadAsync(cancellationToken))
        {
            intents.Add(new Intent(
                reader.GetGuid(0), key,
                new IntentDraft(reader.GetString(1), reader.GetString(2), Text(reader, 3), Text(reader, 4), reader.GetString(5)),
                JsonSerializer.Deserialize<Cause>(reader.GetString(6))!,
                reader.GetFieldValue<DateTimeOffset>(7), reader.GetFieldValue<DateTimeOffset>(8)));
        }
        return intents;
    }

    static string? Text(NpgsqlDataReader reader, int column) => reader.IsDBNull(column) ? null : reader.GetString(column);
}
