using Dapper;
using Microsoft.Extensions.Options;
using Npgsql;

namespace HomeLab.Inventory.Sources;

/// <summary>Lets one replica observe each source.</summary>
sealed class SourceLeases(NpgsqlDataSource database, IOptions<InventoryOptions> options, TimeProvider time)
{
    readonly Guid owner = Guid.NewGuid();

    /// <summary>Where the lease of something stands: what is no source has no place among them.</summary>
    public static string TableOf(string holder) => SourceNames.IsDuty(holder) ? "duty" : "source";

    /// <summary>Takes or renews the lease; null: another replica has it.</summary>
    public async Task<SourceLease?> TakeAsync(string source, CancellationToken cancellationToken)
    {
        var sql = $"""
            INSERT INTO {TableOf(source)} (name) VALUES (@source) ON CONFLICT DO NOTHING;
            UPDATE {TableOf(source)}
            SET lease_generation = lease_generation + CASE WHEN lease_owner = @owner AND lease_until >= @now THEN 0 ELSE 1 END,
                lease_owner = @owner, lease_until = @until
            WHERE name = @source AND (lease_owner IS NULL OR lease_owner = @owner OR lease_until < @now)
            RETURNING lease_generation;
            """;
        var now = time.GetUtcNow();
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        var generation = await connection.QuerySingleOrDefaultAsync<long?>(new CommandDefinition(
            sql, new { source, owner, now, until = now + options.Value.LeaseDuration }, cancellationToken: cancellationToken));
        return generation is { } taken ? new SourceLease(source, owner, taken) : null;
    }

    /// <summary>Gives the lease back at once, so that nobody has to wait for its end.</summary>
    public async Task ReleaseAsync(SourceLease lease, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        await connection.ExecuteAsync(new CommandDefinition(
            $"UPDATE {TableOf(lease.Holder)} SET lease_owner = NULL, lease_until = NULL WHERE name = @Holder AND lease_owner = @Owner AND lease_generation = @Generation",
            lease, cancellationToken: cancellationToken));
    }
}
