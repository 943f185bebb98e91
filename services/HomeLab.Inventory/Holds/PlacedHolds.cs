using Dapper;
using HomeLab.Contracts.Inventory;
using HomeLab.ServiceDefaults.Messaging;
using Npgsql;

namespace HomeLab.Inventory.Holds;

/// <summary>Holds that people and services place; each change of them is announced as one of the lab, so that who writes looks again.</summary>
sealed class PlacedHolds(NpgsqlDataSource database, Outbox outbox, TimeProvider time)
{
    public const int Most = 1000;

    public static readonly TimeSpan Longest = TimeSpan.FromHours(24);

    /// <summary>How long those are kept that have ended, for whom it matters that they have ended only now.</summary>
    static readonly TimeSpan Remembered = TimeSpan.FromHours(24);

    /// <summary>Those that have not ended, oldest first.</summary>
    public async Task<IReadOnlyList<HoldRow>> ListAsync(CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        return [.. await connection.QueryAsync<HoldRow>(new CommandDefinition(HoldRow.List, new { now = time.GetUtcNow() }, cancellationToken: cancellationToken))];
    }

    /// <summary>Null: there are <see cref="Most"/> already.</summary>
    public async Task<HoldRow?> PlaceAsync(string scope, string reason, DateTimeOffset until, string by, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var hold = new HoldRow(Guid.CreateVersion7(now), scope, reason, by, now.UtcDateTime, until.UtcDateTime);
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        await AnnounceAsync(transaction, cancellationToken);
        var isPlaced = await connection.ExecuteScalarAsync<int?>(new CommandDefinition(
            """
            DELETE FROM placed_hold WHERE ends_at <= @forgotten;
            INSERT INTO placed_hold (id, scope, reason, placed_by, placed_at, ends_at)
            SELECT @Id, @Scope, @Reason, @PlacedBy, @PlacedAt, @EndsAt
            WHERE (SELECT count(*) FROM placed_hold WHERE ends_at > @PlacedAt) < @Most
            RETURNING 1
            """, new { hold.Id, hold.Scope, hold.Reason, hold.PlacedBy, hold.PlacedAt, hold.EndsAt, Most, forgotten = now - Remembered }, transaction, cancellationToken: cancellationToken));
        if (isPlaced is null)
            return null;
        await transaction.CommitAsync(cancellationToken);
        return hold;
    }

    /// <summary>False: it has ended or never was.</summary>
    public async Task<bool> ReleaseAsync(Guid id, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        await AnnounceAsync(transaction, cancellationToken);
        var released = await connection.ExecuteAsync(new CommandDefinition(
            "UPDATE placed_hold SET ends_at = @now WHERE id = @id AND ends_at > @now", new { id, now = time.GetUtcNow() }, transaction, cancellationToken: cancellationToken));
        if (released == 1)
            await transaction.CommitAsync(cancellationToken);
        return released == 1;
    }

    async Task AnnounceAsync(NpgsqlTransaction transaction, CancellationToken cancellationToken)
    {
        var (epoch, revision) = await transaction.Connection!.QuerySingleAsync<(string, long)>(new CommandDefinition(
            "UPDATE epoch SET revision = revision + 1 RETURNING id, revision", transaction: transaction, cancellationToken: cancellationToken));
        var lab = await transaction.Connection!.QuerySingleAsync<string>(new CommandDefinition(
            "SELECT name FROM lab", transaction: transaction, cancellationToken: cancellationToken));
        await outbox.AddAsync(new LabRevised { Lab = lab, Epoch = epoch, Revision = revision }, transaction, cancellationToken);
    }
}
