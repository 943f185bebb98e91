using HomeLab.Inventory.Resources;
using HomeLab.Lab;

namespace HomeLab.Inventory.Systems;

/// <summary>Reads and writes what is kept of systems.</summary>
static class SystemTables
{
    public const string Columns = "address, id, name, site, version, health, reason, since, flaps, root, details";

    public static async Task<IReadOnlyList<SystemRecord>> ReadAsync(InventoryTransaction transaction, CancellationToken cancellationToken) =>
        [.. (await transaction.QueryAsync<SystemRow>($"SELECT {Columns} FROM system ORDER BY address", null, cancellationToken)).Select(it => it.Record())];

    public static Task WriteAsync(InventoryTransaction transaction, SystemRecord record, CancellationToken cancellationToken) => transaction.ExecuteAsync(
        $"""
        INSERT INTO system ({Columns})
        VALUES (@Address, @Id, @Name, @Site, @Version, @Health, @Reason, @Since, @Flaps, @Root, @details::json)
        ON CONFLICT (address) DO UPDATE SET id = @Id, name = @Name, site = @Site, version = @Version, health = @Health, reason = @Reason,
            since = @Since, flaps = @Flaps, root = @Root, details = @details::json
        """,
        new
        {
            record.Address, record.Id, record.Name, record.Site, record.Version, record.Health, record.Reason, record.Since, record.Flaps, record.Root,
            details = LabJson.Write(record.Details),
        },
        cancellationToken);

    public static Task WriteAsync(InventoryTransaction transaction, SystemChange change, CancellationToken cancellationToken) => transaction.ExecuteAsync(
        """
        INSERT INTO system_change (system, at, aspect, was, became, reason, writer, written_by)
        VALUES (@System, @At, @Aspect, @Was, @Became, @Reason, @Writer, @WrittenBy)
        """,
        change, cancellationToken);

    public static Task RemoveAsync(InventoryTransaction transaction, SystemRecord record, CancellationToken cancellationToken) =>
        transaction.ExecuteAsync("DELETE FROM system WHERE address = @Address", new { record.Address }, cancellationToken);

    /// <summary>Forgets what became of systems before, and the systems that went before.</summary>
    public static Task PruneAsync(InventoryTransaction transaction, DateTimeOffset before, CancellationToken cancellationToken) => transaction.ExecuteAsync(
        """
        DELETE FROM system_change WHERE at < @before;
        DELETE FROM system WHERE health = @Absent AND since < @before
        """,
        new { before, SystemHealthWord.Absent }, cancellationToken);
}

/// <param name="Since">UTC.</param>
sealed record SystemRow(
    string Address, string Id, string Name, string Site, string Version, string Health, string Reason, DateTime Since, int Flaps, string Root, string Details)
{
    public SystemRecord Record() => new(
        Address, Id, Name, Site, Version, Health, Reason, new DateTimeOffset(Since, TimeSpan.Zero), Flaps, Root, LabJson.Read<SystemDetails>(Details));
}
