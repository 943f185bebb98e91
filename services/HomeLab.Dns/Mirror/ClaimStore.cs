using Dapper;
using HomeLab.Dns.Planning;
using HomeLab.Dns.Records;
using HomeLab.ServiceDefaults.Persistence;
using HomeLab.ServiceDefaults.Reconciliation;
using Npgsql;

namespace HomeLab.Dns.Mirror;

/// <summary>Keeps who wanted what, and since when nobody does, so that an absence outlives a restart.</summary>
sealed class ClaimStore(NpgsqlDataSource database)
{
    public async Task<IReadOnlyDictionary<string, Claim>> ReadAsync(ZoneName zone, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        var rows = await connection.QueryAsync<ClaimRow>(new CommandDefinition(
            "SELECT object, source, address, epoch, absent_since AS AbsentSince, apply, policy FROM claim WHERE zone = @zone",
            new { zone = zone.ToString() }, cancellationToken: cancellationToken));
        return rows.ToDictionary(row => row.Object, row => new Claim(row.Source, row.Address, row.Epoch, row.AbsentSince, Enum.Parse<ApplyMode>(row.Apply), Enum.Parse<ChangePolicy>(row.Policy)));
    }

    /// <summary>Writes what differs; before the plan is carried out, so that what it creates is never without a claim.</summary>
    public async Task WriteAsync(
        ZoneName zone, IReadOnlyDictionary<string, Claim> before, IReadOnlyDictionary<string, Claim> after, LeaseFence fence,
        CancellationToken cancellationToken)
    {
        var changed = after.Where(claim => before.GetValueOrDefault(claim.Key) != claim.Value).ToList();
        var gone = before.Keys.Except(after.Keys).ToArray();
        if (changed.Count + gone.Length == 0)
        {
            return;
        }
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        // Of a look that was overtaken, an absence may have been interrupted since.
        await fence.HoldAsync(transaction, cancellationToken);
        await connection.ExecuteAsync(new CommandDefinition(
            """
            DELETE FROM claim WHERE zone = @zone AND object = ANY(@gone);
            INSERT INTO claim (zone, object, source, address, epoch, absent_since, apply, policy)
            SELECT @zone, object, source, address, epoch, absent_since, apply, policy
            FROM unnest(@objects, @sources, @addresses, @epochs, @absences::timestamptz[], @modes, @policies)
                AS given (object, source, address, epoch, absent_since, apply, policy)
            ON CONFLICT (zone, object) DO UPDATE SET
                source = excluded.source, address = excluded.address, epoch = excluded.epoch,
                absent_since = excluded.absent_since, apply = excluded.apply, policy = excluded.policy;
            """
            // The intents of what is then done are committed after it, and so are never without it.
            + EventualCommit.Sql,
            new
            {
                zone = zone.ToString(),
                gone,
                objects = changed.Select(claim => claim.Key).ToArray(),
                sources = changed.Select(claim => claim.Value.Source).ToArray(),
                addresses = changed.Select(claim => claim.Value.Address).ToArray(),
                epochs = changed.Select(claim => claim.Value.Epoch).ToArray(),
                // Of DateTime values Npgsql would take the kind of array from the first, which may be null.
                absences = changed.Select(claim => claim.Value.AbsentSince?.ToUniversalTime()).ToArray(),
                policies = changed.Select(claim => claim.Value.Policy.ToString()).ToArray(),
                modes = changed.Select(claim => claim.Value.Apply.ToString()).ToArray(),
            },
            transaction, cancellationToken: cancellationToken));
        await transaction.CommitAsync(cancellationToken);
    }

    sealed record ClaimRow(string Object, string Source, string Address, string Epoch, DateTime? AbsentSince, string Apply, string Policy);
}
