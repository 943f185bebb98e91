using HomeLab.Inventory.Resources;
using HomeLab.Lab;

namespace HomeLab.Inventory.Sources;

/// <summary>Reads and writes whether sources answer.</summary>
static class SourceTables
{
    /// <summary>The source of the transaction's lease was read whole.</summary>
    /// <param name="asOf">When; null: just now.</param>
    /// <returns>Whether that is news.</returns>
    public static async Task<bool> AvailableAsync(InventoryTransaction transaction, DateTimeOffset? asOf, CancellationToken cancellationToken)
    {
        var source = transaction.Lease.Source;
        var wasComplete = await transaction.QueryAsync<bool>(
            "SELECT is_complete FROM source WHERE name = @source", new { source }, cancellationToken);
        await transaction.ExecuteAsync(
            "UPDATE source SET is_complete = true, reason_code = '', reason = '', read_at = @At WHERE name = @source",
            new { source, At = asOf ?? transaction.At }, cancellationToken);
        var isNews = !wasComplete.Single();
        if (isNews)
            await transaction.AnnounceSourceAsync(source, true, "", cancellationToken);
        return isNews;
    }

    /// <returns>Whether that is news.</returns>
    public static async Task<bool> UnavailableAsync(
        InventoryTransaction transaction, string source, Refusal why, CancellationToken cancellationToken)
    {
        var changed = await transaction.ExecuteAsync(
            """
            UPDATE source SET is_complete = false, reason_code = @Code, reason = @Message
            WHERE name = @source AND (is_complete OR reason_code <> @Code)
            """,
            new { source, why.Code, why.Message }, cancellationToken);
        if (changed > 0)
            await transaction.AnnounceSourceAsync(source, false, why.Code, cancellationToken);
        return changed > 0;
    }

    public static async Task<string> PinAsync(InventoryTransaction transaction, string identity, CancellationToken cancellationToken)
    {
        await transaction.ExecuteAsync(
            "UPDATE source SET identity = @identity WHERE name = @Source AND identity = ''", new { identity, transaction.Lease.Source }, cancellationToken);
        return (await transaction.QueryAsync<string>(
            "SELECT identity FROM source WHERE name = @Source", new { transaction.Lease.Source }, cancellationToken)).Single();
    }

    /// <summary>Adds the sources that a lab names, and marks those that it no longer does: they orphan what was seen, and remove nothing.</summary>
    public static async Task SyncAsync(InventoryTransaction transaction, IReadOnlyList<string> names, CancellationToken cancellationToken)
    {
        foreach (var name in names)
        {
            await transaction.ExecuteAsync("INSERT INTO source (name) VALUES (@name) ON CONFLICT DO NOTHING", new { name }, cancellationToken);
        }
        await transaction.ExecuteAsync(
            "UPDATE source SET reason_code = 'NeverRead', reason = 'it was not read since it came back' WHERE name = ANY(@names) AND reason_code = 'RemovedFromLab'",
            new { names = names.ToArray() }, cancellationToken);
        var orphans = await transaction.QueryAsync<string>(
            """
            SELECT name FROM source
            WHERE name <> ALL(@fleet) AND NOT EXISTS (SELECT FROM unnest(@names) wanted WHERE name = wanted OR starts_with(name, wanted || '/'))
            """,
            new { fleet = new[] { SourceNames.Lab, SourceNames.Backups }, names = names.ToArray() }, cancellationToken);
        foreach (var orphan in orphans)
        {
            await UnavailableAsync(transaction, orphan, new Refusal(
                "RemovedFromLab", "the lab no longer names it; what was made for it stays until somebody removes it", ""), cancellationToken);
        }
    }
}
