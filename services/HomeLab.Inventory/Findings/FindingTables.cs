using HomeLab.Inventory.Resources;

namespace HomeLab.Inventory.Findings;

/// <summary>Reads and writes what is remembered of findings.</summary>
static class FindingTables
{
    public const string Columns = """
        id, rule, severity, addresses, what, evidence, sources, seen_since AS seensince, gone_since AS gonesince, opened_at AS openedat, closed_at AS closedat
        """;

    public static Task<IReadOnlyList<FindingRow>> ReadAsync(InventoryTransaction transaction, CancellationToken cancellationToken) =>
        transaction.QueryAsync<FindingRow>($"SELECT {Columns} FROM finding", null, cancellationToken);

    public static Task WriteAsync(InventoryTransaction transaction, FindingRow row, CancellationToken cancellationToken) => transaction.ExecuteAsync(
        """
        INSERT INTO finding (id, rule, severity, addresses, what, evidence, sources, seen_since, gone_since, opened_at, closed_at)
        VALUES (@Id, @Rule, @Severity, @Addresses, @What, @Evidence, @Sources, @SeenSince, @GoneSince, @OpenedAt, @ClosedAt)
        ON CONFLICT (id) DO UPDATE SET severity = @Severity, what = @What, evidence = @Evidence, sources = @Sources, seen_since = @SeenSince,
            gone_since = @GoneSince, opened_at = @OpenedAt, closed_at = @ClosedAt
        """,
        row, cancellationToken);

    /// <summary>Forgets what never opened, and what was closed long ago.</summary>
    public static Task ForgetAsync(
        InventoryTransaction transaction, IReadOnlyList<string> ids, DateTimeOffset closedBefore, CancellationToken cancellationToken) => transaction.ExecuteAsync(
        "DELETE FROM finding WHERE id = ANY(@ids) OR (closed_at < @closedBefore AND seen_since IS NULL)", new { ids = ids.ToArray(), closedBefore }, cancellationToken);
}
