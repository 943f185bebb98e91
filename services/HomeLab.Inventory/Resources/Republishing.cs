namespace HomeLab.Inventory.Resources;

/// <summary>Derives the names of what is known of a source anew: under another lab, or since something changed on which they depend.</summary>
static class Republishing
{
    public static async Task RunAsync(InventoryTransaction transaction, string source, string? labSpec, CancellationToken cancellationToken)
    {
        var known = await ResourceTables.ReadAsync(transaction, source, null, cancellationToken);
        if (known.Resources.Count == 0)
            return;
        var rules = await PublishRules.ReadAsync(transaction, source, labSpec, cancellationToken);
        if (ResourceDiff.Republish(source, known, rules) is { Count: > 0 } changes)
            await ResourceTables.WriteAsync(transaction, source, changes, "", cancellationToken);
    }
}
