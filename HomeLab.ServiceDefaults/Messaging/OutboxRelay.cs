using Dapper;
using HomeLab.ServiceDefaults.Persistence;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Npgsql;

namespace HomeLab.ServiceDefaults.Messaging;

/// <summary>Moves committed messages to the broker, oldest first.</summary>
/// <remarks>
/// A row is deleted only after its confirmation. A crash in between publishes it again with the same message id, which the
/// receiver's inbox drops.
/// </remarks>
sealed partial class OutboxRelay(
    NpgsqlDataSource database, OutboxPublisher publisher, IOptions<MessagingOptions> options, MessagingMetrics metrics, TimeProvider time,
    ILogger<OutboxRelay> logger)
{
    /// <summary>Held by the replica that relays, for one batch; two of them would break the order.</summary>
    const long Lock = 0x486F6D654C616201;

    static readonly TimeSpan LongestBackoff = TimeSpan.FromMinutes(5);

    static readonly string Take = $"""
        SELECT id, message_id AS MessageId, urn, exchange, body::text AS body, traceparent, created_at AS CreatedAt, attempts
        FROM homelab.outbox WHERE due_at <= @now AND (SELECT pg_try_advisory_xact_lock({Lock}))
        ORDER BY id LIMIT @batch FOR UPDATE SKIP LOCKED
        """;

    /// <summary>Publishes what is due, at most one batch.</summary>
    /// <returns>How many were published.</returns>
    /// <exception cref="BrokerUnavailableException">The broker does not answer.</exception>
    public async Task<int> RelayBatchAsync(CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        var rows = (await connection.QueryAsync<OutboxRow>(new CommandDefinition(
            Take, new { now = time.GetUtcNow(), batch = options.Value.BatchSize }, transaction,
            cancellationToken: cancellationToken))).AsList();
        if (rows.Count == 0)
        {
            return 0;
        }
        var failures = await PublishAsync(rows, cancellationToken);
        await SettleAsync(rows, failures, transaction, cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        foreach (var row in rows.Where(r => !failures.ContainsKey(r.Id)))
        {
            metrics.Published(row.Exchange, time.GetUtcNow() - row.CreatedAt);
        }
        return rows.Count - failures.Count;
    }

    async Task<IReadOnlyDictionary<long, Exception>> PublishAsync(List<OutboxRow> rows, CancellationToken cancellationToken)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        patience.CancelAfter(options.Value.ConfirmWithin);
        try
        {
            return await publisher.PublishAsync(rows, patience.Token);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            throw new BrokerUnavailableException($"it did not confirm within {options.Value.ConfirmWithin}");
        }
    }

    async Task SettleAsync(
        List<OutboxRow> rows, IReadOnlyDictionary<long, Exception> failures, NpgsqlTransaction transaction, CancellationToken cancellationToken)
    {
        await transaction.Connection!.ExecuteAsync(new CommandDefinition(
            // Should the machine fail before this is on the disk, they are published again, as after any crash.
            $"DELETE FROM homelab.outbox WHERE id = ANY(@ids); {EventualCommit.Sql}",
            new { ids = rows.Select(r => r.Id).Where(id => !failures.ContainsKey(id)).ToArray() }, transaction,
            cancellationToken: cancellationToken));
        foreach (var row in rows.Where(r => failures.ContainsKey(r.Id)))
        {
            var error = failures[row.Id];
            var wait = TimeSpan.FromSeconds(Math.Min(Math.Pow(2, Math.Min(row.Attempts, 20)), LongestBackoff.TotalSeconds));
            Log.NotPublished(logger, row.Urn, row.MessageId, row.Attempts + 1, wait, error.Message);
            metrics.Failed(row.Exchange);
            await transaction.Connection!.ExecuteAsync(new CommandDefinition(
                "UPDATE homelab.outbox SET attempts = attempts + 1, due_at = @due, error = @error WHERE id = @Id",
                new { row.Id, due = time.GetUtcNow() + wait, error = error.Message }, transaction, cancellationToken: cancellationToken));
        }
    }

    static partial class Log
    {
        [LoggerMessage(LogLevel.Warning, "{Urn} {MessageId} could not be published (attempt {Attempt}); again in {Wait}: {Reason}")]
        public static partial void NotPublished(ILogger logger, string urn, Guid messageId, int attempt, TimeSpan wait, string reason);
    }
}
