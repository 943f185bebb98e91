using Dapper;
using HomeLab.Dns.Planning;
using HomeLab.Dns.Reconciling;
using HomeLab.Dns.Records;
using HomeLab.ServiceDefaults.Reconciliation;
using Npgsql;

namespace HomeLab.Dns.Undoing;

/// <summary>Keeps what people had taken back, and until when that holds.</summary>
sealed class UndoStore(NpgsqlDataSource database, WorkQueue work, TimeProvider time)
{
    const string Cause = "Undo";

    public async Task<IReadOnlyList<Undo>> ReadAsync(ZoneName zone, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        var rows = await connection.QueryAsync<Row>(new CommandDefinition(
            "SELECT change_id AS Change, object, restored::text AS restored, undone::text AS undone, by, until FROM undo WHERE zone = @zone AND until > @now",
            new { zone = zone.ToString(), now = time.GetUtcNow() }, cancellationToken: cancellationToken));
        return [.. rows.Select(row => row.ToUndo())];
    }

    /// <summary>Holds them, all or none, and has the zone read whole and looked at. What is held already stays as it is.</summary>
    public Task HoldAsync(ZoneName zone, IReadOnlyList<Undo> undone, string by, CancellationToken cancellationToken) => WriteAsync(
        zone, by,
        """
        INSERT INTO undo (zone, change_id, object, restored, undone, by, at, until)
        VALUES (@zone, @Change, @Object, @restored::jsonb, @undone::jsonb, @By, @now, @until)
        ON CONFLICT (zone, change_id) DO UPDATE SET by = excluded.by, at = excluded.at, until = excluded.until WHERE undo.until <= @now
        """,
        undone.Select(undo => new
        {
            zone = zone.ToString(), undo.Change, undo.Object, restored = RecordJson.Of(undo.Restored), undo.By, until = undo.Until.UtcDateTime,
            undone = undo.Undone is null ? null : RecordJson.Of(undo.Undone), now = time.GetUtcNow().UtcDateTime,
        }),
        cancellationToken);

    /// <summary>From now on nothing is held by them.</summary>
    public Task EndAsync(ZoneName zone, IReadOnlyList<Undo> undone, string by, CancellationToken cancellationToken) => WriteAsync(
        zone, by, "UPDATE undo SET until = @now WHERE zone = @zone AND change_id = @Change AND until > @now",
        undone.Select(undo => new { zone = zone.ToString(), undo.Change, now = time.GetUtcNow().UtcDateTime }), cancellationToken);

    /// <param name="each">The parameters of one execution each.</param>
    async Task WriteAsync(ZoneName zone, string by, string sql, IEnumerable<object> each, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        var cause = ServiceDefaults.Reconciliation.Cause.Here(Cause, zone.ToString(), time.GetUtcNow()) with { Actor = by, IsUrgent = true };
        // The zone's work first, as a look locks them, or the two may wait for each other.
        await work.EnqueueAsync([DnsReconciler.KeyOf(zone)], cause, transaction, cancellationToken);
        await connection.ExecuteAsync(new CommandDefinition(
            sql + "; UPDATE zone SET read_at = NULL WHERE name = @zone", each, transaction, cancellationToken: cancellationToken));
        await transaction.CommitAsync(cancellationToken);
    }

    sealed record Row(Guid Change, string Object, string Restored, string? Undone, string By, DateTime Until)
    {
        public Undo ToUndo() => new(
            Change, Object, RecordJson.ReadActual(Restored), Undone is null ? null : RecordJson.ReadRecord(Undone), By, new DateTimeOffset(Until, TimeSpan.Zero));
    }
}
