using System.Diagnostics;
using Dapper;
using HomeLab.Contracts.Control;
using HomeLab.ServiceDefaults.Messaging;
using Npgsql;

namespace HomeLab.ServiceDefaults.Reconciliation;

/// <summary>Takes people's decisions about what waits.</summary>
sealed class Approvals(NpgsqlDataSource database, WorkQueue work, Outbox outbox, ServiceName service, TimeProvider time)
{
    /// <summary>Kind of the cause of what was approved.</summary>
    public const string CauseKind = "Approval";

    public async Task<IReadOnlyList<OpenProposal>> ListAsync(CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        var rows = await connection.QueryAsync<OpenProposal>(new CommandDefinition(
            $"SELECT {OpenProposal.Columns} FROM homelab.proposal WHERE closed_at IS NULL ORDER BY proposed_at, id", cancellationToken: cancellationToken));
        return [.. rows.Where(row => !row.HasExpired(time.GetUtcNow()))];
    }

    /// <summary>Decides about the plan that waits at the key, if it is still the one with this hash, and makes the key due.</summary>
    /// <returns>Why the decision comes too late; null: it was taken.</returns>
    public async Task<string?> DecideAsync(
        WorkKey key, string hash, string decision, string by, string? why, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        // The work's row before the proposal's, as every look locks them. No actor: what else that look does was nobody's decision.
        await work.EnqueueNowAsync(key, Cause.Here("Decision", key.ToString(), now), transaction, cancellationToken);
        var open = await ProposalStore.OpenAsync(key, transaction, cancellationToken);
        if (open is null)
        {
            await transaction.RollbackAsync(cancellationToken);
            return $"Nothing waits at {key}. {await LastAsync(key, connection, cancellationToken)}";
        }
        if (Objection(open, key, hash, now) is { } objection)
        {
            return objection;
        }
        if (open.Decision == decision)
        {
            return null;
        }
        await connection.ExecuteAsync(new CommandDefinition(
            """
            UPDATE homelab.proposal
            SET decision = @decision, decided_by = @by, decided_at = @now, decided_why = @why, traceparent = @traceParent WHERE id = @Id
            """,
            new { open.Id, decision, by, now, why, traceParent = Activity.Current?.Id }, transaction, cancellationToken: cancellationToken));
        await outbox.AddAsync(
            new ApprovalDecided
            {
                Service = service.Value, Kind = key.Kind, Key = key.Key, Hash = hash, Decision = decision, By = by, Why = why, At = now,
            },
            transaction, cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return null;
    }

    static string? Objection(OpenProposal open, WorkKey key, string hash, DateTimeOffset now) => open switch
    {
        _ when open.Hash != hash =>
            $"The world moved: at {key} another plan waits by now, {open.Hash}: {open.Summary}. "
            + $"{string.Join(' ', open.Why.Select(reason => reason.Message))} Look at that one and decide about it.",
        { UsedGeneration: not null } => $"This plan of {key} is being carried out already; an approval is used once.",
        _ when open.HasExpired(now) =>
            $"The proposal at {key} expired at {open.ExpiresAt:yyyy-MM-ddTHH:mm:ssZ}. The next look makes it anew if it is still wanted.",
        _ => null,
    };

    static async Task<string> LastAsync(WorkKey key, NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        var (outcome, reason) = await connection.QuerySingleOrDefaultAsync<(string?, string?)>(new CommandDefinition(
            "SELECT outcome, reason FROM homelab.work WHERE kind = @Kind AND key = @Key", new { key.Kind, key.Key }, cancellationToken: cancellationToken));
        return outcome is null ? "It was never looked at." : $"Its last look ended {outcome}{(reason is null ? "" : $": {reason}")}.";
    }
}
