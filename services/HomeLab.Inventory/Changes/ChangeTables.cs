using System.Text.Json;
using HomeLab.Inventory.Resources;
using HomeLab.Lab;

namespace HomeLab.Inventory.Changes;

/// <summary>Writes what was seen to change.</summary>
static class ChangeTables
{
    /// <param name="resources">As they are about to be written.</param>
    public static async Task WriteAsync(
        InventoryTransaction transaction, Look look, IReadOnlyList<ResourceChange> resources, CancellationToken cancellationToken)
    {
        var changes = resources.Select(ObservedChange.Of).OfType<ObservedChange>().ToList();
        if (changes.Count == 0 || (changes.TrueForAll(it => it.Before is null) && await IsFirstLookAsync(transaction, cancellationToken)))
            return;
        var rows = changes.ConvertAll(it => (Change: it, Actor: look.ActorOf(it)));
        string[] Column(Func<ObservedChange, Actor, string> of) => [.. rows.Select(it => of(it.Change, it.Actor))];
        await transaction.ExecuteAsync(
            """
            INSERT INTO resource_change (address, kind, source, at, action, reason, fields, more_fields, actor, actor_name, evidence)
            SELECT address, kind, @Source, @At, action, reason, fields::json, more, actor, name, evidence
            FROM unnest(@addresses, @kinds, @actions, @reasons, @fields, @more, @actors, @names, @evidence)
                AS seen (address, kind, action, reason, fields, more, actor, name, evidence)
            """,
            new
            {
                transaction.Lease.Source, transaction.At, addresses = Column((it, _) => it.Address), kinds = Column((it, _) => it.Kind),
                actions = Column((it, _) => it.Action), reasons = Column((it, _) => it.Now is null ? look.RemovalCode : ""),
                fields = Column((it, _) => JsonSerializer.Serialize(it.Fields, LabJson.Options)), more = rows.Select(it => it.Change.More).ToArray(),
                actors = Column((_, by) => by.Kind), names = Column((_, by) => by.Name), evidence = Column((_, by) => by.Evidence),
            },
            cancellationToken);
    }

    /// <summary>Nothing was known of the source, and so nothing of it has changed.</summary>
    static async Task<bool> IsFirstLookAsync(InventoryTransaction transaction, CancellationToken cancellationToken) => (await transaction.QueryAsync<bool>(
        """
        SELECT NOT EXISTS (SELECT FROM resource WHERE source = @Source) AND NOT EXISTS (SELECT FROM source WHERE name = @Source AND read_at IS NOT NULL)
        """,
        new { transaction.Lease.Source }, cancellationToken)).Single();
}
