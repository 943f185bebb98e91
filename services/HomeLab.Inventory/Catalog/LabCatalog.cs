using HomeLab.Inventory.Lab;
using HomeLab.Lab;
using HomeLab.Lab.Kinds.Catalog;

namespace HomeLab.Inventory.Catalog;

/// <summary>
/// The catalogue in force: what comes with the service, and over it the <c>CatalogEntry</c> documents of the lab, each as it last was right.
/// </summary>
sealed partial class LabCatalog(SystemCatalog own, LabStore store, ILogger<LabCatalog> logger)
{
    (IReadOnlyList<(string, string?)> Documents, SystemCatalog Catalog) last = ([], own);

    public async Task<SystemCatalog> ReadAsync(CancellationToken cancellationToken)
    {
        var documents = (await store.ReadAsync(cancellationToken)).Where(it => it is { Kind: "CatalogEntry", Spec: not null }).ToList();
        var seen = documents.Select(it => (it.Name, it.Spec)).ToList();
        if (seen.SequenceEqual(last.Documents))
            return last.Catalog;
        var catalog = own.With(documents.Select(it => new CatalogEntry(it.Name, LabJson.Read<CatalogEntrySpec>(it.Spec!), it.File, it.Line)));
        foreach (var problem in catalog.Problems)
            Log.Problem(logger, problem);
        last = (seen, catalog);
        return catalog;
    }

    static partial class Log
    {
        [LoggerMessage(LogLevel.Warning, "{Problem}; what it would say is left out")]
        public static partial void Problem(ILogger logger, Problem problem);
    }
}
