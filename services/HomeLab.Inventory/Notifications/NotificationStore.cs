using System.Text.Json;
using Dapper;
using HomeLab.Lab;
using HomeLab.Lab.Kinds;
using Npgsql;

namespace HomeLab.Inventory.Notifications;

/// <summary>Messages on their way, and what became of them.</summary>
sealed class NotificationStore(NpgsqlDataSource database, TimeProvider time)
{
    /// <summary>The lab's name and whom it has told.</summary>
    public async Task<(string Lab, IReadOnlyList<NotifierSpec> Notifiers)> NotifiersAsync(CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        var (name, spec) = await connection.QuerySingleAsync<(string, string?)>(new CommandDefinition("SELECT name, spec FROM lab", cancellationToken: cancellationToken));
        return (name, spec is null ? [] : LabJson.Read<LabSpec>(spec).Notifications ?? []);
    }

    /// <summary>
    /// The message to send now; null: none is due. Notices become one once the oldest has waited for <paramref name="gatherFor"/>. It is
    /// on the disk before it is sent, so that each attempt is the same message.
    /// </summary>
    public async Task<Notification?> NextAsync(string lab, string notifier, TimeSpan gatherFor, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        var now = time.GetUtcNow();
        var isBusy = await connection.ExecuteScalarAsync<bool>(new CommandDefinition(
            "SELECT EXISTS (SELECT FROM notification WHERE notifier = @notifier AND ended_at IS NULL)", new { notifier }, transaction, cancellationToken: cancellationToken));
        if (!isBusy)
            await GatherAsync(lab, notifier, now, now - gatherFor, transaction, cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return await connection.QuerySingleOrDefaultAsync<Notification>(new CommandDefinition(
            """
            SELECT id, notifier, message, created_at AS CreatedAt, attempts FROM notification
            WHERE notifier = @notifier AND ended_at IS NULL AND due_at <= @now
            """,
            new { notifier, now }, cancellationToken: cancellationToken));
    }

    public Task TakenAsync(Notification sent, CancellationToken cancellationToken) => ExecuteAsync(
        "UPDATE notification SET ended_at = @now, reason = '', attempts = attempts + 1 WHERE id = @Id AND ended_at IS NULL",
        new { sent.Id, now = time.GetUtcNow() }, cancellationToken);

    /// <param name="until">When it is tried again; null: never.</param>
    public Task NotTakenAsync(Notification sent, string reason, DateTimeOffset? until, CancellationToken cancellationToken) => ExecuteAsync(
        """
        UPDATE notification SET attempts = attempts + 1, reason = @reason, due_at = coalesce(@until, due_at),
            ended_at = CASE WHEN @isGivenUp THEN @now END, is_given_up = @isGivenUp
        WHERE id = @Id AND ended_at IS NULL
        """,
        new { sent.Id, reason, until, isGivenUp = until is null, now = time.GetUtcNow() }, cancellationToken);

    /// <summary>Forgets what is told to nobody any more.</summary>
    public Task ForgetAsync(IEnumerable<string> notifiers, CancellationToken cancellationToken) => ExecuteAsync(
        """
        DELETE FROM notice WHERE notifier <> ALL (@notifiers);
        DELETE FROM notification WHERE notifier <> ALL (@notifiers)
        """,
        new { notifiers = notifiers.ToArray() }, cancellationToken);

    /// <summary>How it stands with each whom something was to be told.</summary>
    public async Task<IReadOnlyList<NotifierRow>> ListAsync(CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        return
        [
            .. await connection.QueryAsync<NotifierRow>(new CommandDefinition(
                """
                SELECT notifier,
                    (SELECT count(*)::int FROM notice w WHERE w.notifier = n.notifier) AS Waiting,
                    max(ended_at) FILTER (WHERE NOT is_given_up) AS TakenAt,
                    count(*) FILTER (WHERE is_given_up)::int AS GivenUp,
                    coalesce(max(attempts) FILTER (WHERE ended_at IS NULL), 0) AS Attempts,
                    coalesce(max(reason) FILTER (WHERE ended_at IS NULL), '') AS Reason,
                    min(created_at) FILTER (WHERE ended_at IS NULL AND attempts > 0) AS FailingSince
                FROM (SELECT notifier, ended_at, is_given_up, attempts, reason, created_at FROM notification
                      UNION ALL SELECT DISTINCT notifier, NULL::timestamptz, false, NULL::integer, NULL::text, NULL::timestamptz FROM notice) n
                GROUP BY notifier ORDER BY notifier
                """,
                cancellationToken: cancellationToken)),
        ];
    }

    static async Task GatherAsync(
        string lab, string notifier, DateTimeOffset now, DateTimeOffset since, NpgsqlTransaction transaction, CancellationToken cancellationToken)
    {
        var rows = (await transaction.Connection!.QueryAsync<NoticeRow>(new CommandDefinition(
            """
            SELECT id, happening, subject, content, needs_person AS NeedsPerson, at, noticed_at AS NoticedAt FROM notice
            WHERE notifier = @notifier ORDER BY id LIMIT 10000 FOR UPDATE
            """,
            new { notifier }, transaction, cancellationToken: cancellationToken))).ToList();
        if (rows.Count == 0 || rows[0].NoticedAt > since.UtcDateTime)
            return;
        var message = NotificationMessage.Of(lab, rows.ConvertAll(it => it.Notice));
        await transaction.Connection!.ExecuteAsync(new CommandDefinition(
            """
            INSERT INTO notification (id, notifier, message, created_at, due_at) VALUES (@id, @notifier, @message, @now, @now);
            DELETE FROM notice WHERE id = ANY (@gathered)
            """,
            new { id = Guid.CreateVersion7(now), notifier, message = JsonSerializer.Serialize(message), now, gathered = rows.Select(it => it.Id).ToArray() },
            transaction, cancellationToken: cancellationToken));
    }

    async Task ExecuteAsync(string sql, object parameters, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        await connection.ExecuteAsync(new CommandDefinition(sql, parameters, cancellationToken: cancellationToken));
    }
}
