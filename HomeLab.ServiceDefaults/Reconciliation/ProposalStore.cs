using System.Text.Json;
using Dapper;
using HomeLab.Contracts.Control;
using HomeLab.ServiceDefaults.Messaging;
using Microsoft.Extensions.Options;
using Npgsql;

namespace HomeLab.ServiceDefaults.Reconciliation;

/// <summary>Keeps what waits for a person. Each look says anew what that is; the same plan keeps its time and its decision.</summary>
sealed class ProposalStore(NpgsqlDataSource database, Outbox outbox, ServiceName service, IOptions<BrakeOptions> options, TimeProvider time)
{
    const string Select = $"SELECT {OpenProposal.Columns} FROM homelab.proposal WHERE kind = @Kind AND key = @Key AND closed_at IS NULL";

    /// <summary>How long closed proposals are kept for people.</summary>
    static readonly TimeSpan Retention = TimeSpan.FromDays(30);

    /// <summary>Brings the key's proposal up to the look that ends with this transaction.</summary>
    public async Task RecordAsync(WorkKey key, ReconcileOutcome outcome, NpgsqlTransaction transaction, CancellationToken cancellationToken)
    {
        if (outcome.Proposal is not { } proposal)
        {
            if (outcome.Plan is not null || outcome is ReconcileOutcome.Converged or ReconcileOutcome.Applied)
            {
                await CloseAsync(key, "NotNeeded", transaction, cancellationToken);
            }
            // Else the look did not get as far as a plan, and says nothing about what waits.
            return;
        }
        var now = time.GetUtcNow();
        var open = await OpenAsync(key, transaction, cancellationToken);
        if (open is not null && open.Hash == proposal.Plan.Hash && open.UsedGeneration is null
            && !open.HasExpired(now))
        {
            return;
        }
        if (open is not null)
        {
            await CloseAsync(key, open.HasExpired(now) ? "Expired" : "Superseded", transaction, cancellationToken);
        }
        await InsertAsync(key, proposal, now, transaction, cancellationToken);
    }

    /// <summary>What was decided about the plan with this hash, as far as it still counts.</summary>
    public async Task<DecidedProposal?> FindDecisionAsync(WorkKey key, string hash, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        var row = await connection.QuerySingleOrDefaultAsync<OpenProposal>(Command(
            $"{Select} AND hash = @hash AND decision IS NOT NULL AND used_generation IS NULL", new { key.Kind, key.Key, hash }, transaction: null, cancellationToken));
        return row is null || row.HasExpired(time.GetUtcNow()) ? null : new DecidedProposal(
            row.Id, row.Decision!, row.DecidedBy!, row.DecidedAt!.Value, row.DecidedWhy ?? "", row.TraceParent);
    }

    /// <summary>Uses an approval up; the look that did goes on using it.</summary>
    public async Task UseAsync(Lease lease, long id, NpgsqlTransaction transaction, CancellationToken cancellationToken)
    {
        var used = await transaction.Connection!.ExecuteAsync(Command(
            """
            UPDATE homelab.proposal SET used_generation = @Generation
            WHERE id = @id AND closed_at IS NULL AND decision = 'Approved'
                AND (used_generation = @Generation OR used_generation IS NULL AND expires_at > @now)
            """, new { id, lease.Generation, now = time.GetUtcNow() }, transaction, cancellationToken));
        if (used != 1)
        {
            throw new ApprovalLostException(lease.Key);
        }
    }

    /// <summary>The open proposal of a key, locked until the transaction ends.</summary>
    public static Task<OpenProposal?> OpenAsync(WorkKey key, NpgsqlTransaction transaction, CancellationToken cancellationToken) =>
        transaction.Connection!.QuerySingleOrDefaultAsync<OpenProposal?>(Command(
            $"{Select} FOR UPDATE", new { key.Kind, key.Key }, transaction, cancellationToken));

    async Task InsertAsync(WorkKey key, Proposal proposal, DateTimeOffset now, NpgsqlTransaction transaction, CancellationToken cancellationToken)
    {
        var expiresAt = now + options.Value.ProposalLifetime;
        await transaction.Connection!.ExecuteAsync(Command(
            """
            DELETE FROM homelab.proposal WHERE kind = @Kind AND key = @Key AND closed_at < @forgotten;
            INSERT INTO homelab.proposal (kind, key, hash, plan, reasons, creates, updates, deletes, proposed_at, expires_at)
            VALUES (@Kind, @Key, @Hash, @Json::jsonb, @reasons::jsonb, @Creates, @Updates, @Deletes, @now, @expiresAt)
            """,
            new
            {
                key.Kind, key.Key, proposal.Plan.Hash, proposal.Plan.Json, reasons = JsonSerializer.Serialize(proposal.Reasons),
                proposal.Creates, proposal.Updates, proposal.Deletes, now, expiresAt, forgotten = now - Retention,
            },
            transaction, cancellationToken));
        await outbox.AddAsync(
            new ApprovalRequested
            {
                Service = service.Value,
                Kind = key.Kind,
                Key = key.Key,
                Hash = proposal.Plan.Hash,
                ReasonCodes = [.. proposal.Reasons.Select(reason => reason.Code).Distinct()],
                Reason = $"{proposal.Summary} at {key} wait for a person. {string.Join(' ', proposal.Reasons.Select(reason => reason.Message).Distinct())}",
                Creates = proposal.Creates,
                Updates = proposal.Updates,
                Deletes = proposal.Deletes,
                ExpiresAt = expiresAt,
                At = now,
            },
            transaction, cancellationToken);
    }

    async Task CloseAsync(WorkKey key, string @as, NpgsqlTransaction transaction, CancellationToken cancellationToken) =>
        await transaction.Connection!.ExecuteAsync(Command(
            """
            UPDATE homelab.proposal SET closed_at = @now, closed_as = CASE WHEN used_generation IS NULL THEN @as ELSE 'Used' END
            WHERE kind = @Kind AND key = @Key AND closed_at IS NULL
            """, new { key.Kind, key.Key, now = time.GetUtcNow(), @as }, transaction, cancellationToken));

    static CommandDefinition Command(string sql, object parameters, NpgsqlTransaction? transaction, CancellationToken cancellationToken) =>
        new(sql, parameters, transaction, cancellationToken: cancellationToken);
}
