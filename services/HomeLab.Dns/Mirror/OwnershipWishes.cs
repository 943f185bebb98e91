using Dapper;
using HomeLab.Dns.Planning;
using HomeLab.Dns.Records;
using HomeLab.ServiceDefaults.Reconciliation;
using Npgsql;

namespace HomeLab.Dns.Mirror;

/// <summary>Keeps what people asked for about whose records are, for a day: somebody who did not approve it by then has thought better of it.</summary>
sealed class OwnershipWishes(NpgsqlDataSource database, WorkQueue work, TimeProvider time)
{
    const string Cause = "Ownership";

    static readonly TimeSpan Lifetime = TimeSpan.FromDays(1);

    /// <summary>Keeps a wish in place of an earlier one for the same name, and has the zone read whole and looked at.</summary>
    public async Task AddAsync(ZoneName zone, WorkKey key, OwnershipWish wish, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        var cause = ServiceDefaults.Reconciliation.Cause.Here(Cause, zone.ToString(), now) with { Actor = wish.By };
        // The zone's work first, as a look locks them, or the two may wait for each other.
        await work.EnqueueAsync([key], cause, transaction, cancellationToken);
        await connection.ExecuteAsync(new CommandDefinition(
            """
            INSERT INTO ownership_wish (zone, name, action, by, at) VALUES (@zone, @name, @action, @By, @now)
            ON CONFLICT (zone, name) DO UPDATE SET action = excluded.action, by = excluded.by, at = excluded.at;
            UPDATE zone SET read_at = NULL WHERE name = @zone
            """,
            new { zone = zone.ToString(), name = wish.Name?.ToString() ?? "", action = wish.Action.ToString(), wish.By, now },
            transaction, cancellationToken: cancellationToken));
        await transaction.CommitAsync(cancellationToken);
    }

    public async Task<IReadOnlyList<OwnershipWish>> ReadAsync(ZoneName zone, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        var rows = await connection.QueryAsync<(string Name, string Action, string By)>(new CommandDefinition(
            "SELECT name, action, by FROM ownership_wish WHERE zone = @zone AND at > @past",
            new { zone = zone.ToString(), past = time.GetUtcNow() - Lifetime }, cancellationToken: cancellationToken));
        return [.. rows.Select(row => new OwnershipWish(
            Enum.Parse<OwnershipAction>(row.Action), DomainName.TryParse(row.Name, out var name) ? name : null, row.By))];
    }
}
