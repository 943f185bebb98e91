using Dapper;
using HomeLab.Dns.Planning;
using HomeLab.Dns.Reconciling;
using HomeLab.Dns.Records;
using HomeLab.ServiceDefaults.Reconciliation;
using Npgsql;

namespace HomeLab.Dns.Draining;

/// <summary>Keeps which stops are announced, and until when.</summary>
sealed class DrainStore(NpgsqlDataSource database, WorkQueue work, TimeProvider time)
{
    const string Cause = "Drain";

    /// <summary>Those that have not ended, in one order.</summary>
    public async Task<IReadOnlyList<Drain>> ReadAsync(CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        var rows = await connection.QueryAsync<Row>(new CommandDefinition(
            "SELECT thing, reason, by, at, until FROM drain WHERE until > @now ORDER BY thing COLLATE \"C\"",
            new { now = time.GetUtcNow() }, cancellationToken: cancellationToken));
        return [.. rows.Select(row => new Drain(row.Thing, row.Reason, row.By, row.At, row.Until))];
    }

    /// <summary>Keeps it in place of an earlier one of the same thing, and has the zones looked at.</summary>
    public Task PlaceAsync(Drain drain, IEnumerable<ZoneName> zones, CancellationToken cancellationToken) => WriteAsync(
        drain.Thing, drain.By, zones,
        """
        DELETE FROM drain WHERE until <= @at;
        INSERT INTO drain (thing, reason, by, at, until) VALUES (@Thing, @Reason, @By, @at, @until)
        ON CONFLICT (thing) DO UPDATE SET reason = excluded.reason, by = excluded.by, at = excluded.at, until = excluded.until
        """,
        new { drain.Thing, drain.Reason, drain.By, at = drain.At.UtcDateTime, until = drain.Until.UtcDateTime }, cancellationToken);

    public Task EndAsync(Drain drain, string by, IEnumerable<ZoneName> zones, CancellationToken cancellationToken) => WriteAsync(
        drain.Thing, by, zones, "DELETE FROM drain WHERE thing = @Thing", new { drain.Thing }, cancellationToken);

    async Task WriteAsync(
        string thing, string by, IEnumerable<ZoneName> zones, string sql, object parameters, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        var cause = ServiceDefaults.Reconciliation.Cause.Here(Cause, thing, time.GetUtcNow()) with { Actor = by, IsUrgent = true };
        // The zones' work first, as a look locks it.
        await work.EnqueueAsync([.. zones.Select(DnsReconciler.KeyOf)], cause, transaction, cancellationToken);
        await connection.ExecuteAsync(new CommandDefinition(sql, parameters, transaction, cancellationToken: cancellationToken));
        await transaction.CommitAsync(cancellationToken);
    }

    sealed record Row(string Thing, string Reason, string By, DateTime At, DateTime Until);
}
