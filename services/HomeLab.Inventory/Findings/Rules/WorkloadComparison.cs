using HomeLab.Inventory.Catalog;
using HomeLab.Inventory.Repositories;

namespace HomeLab.Inventory.Findings.Rules;

/// <summary>Declared workloads beside those of the cluster. Where the lab has several clusters nobody says to which one a repository goes.</summary>
sealed class WorkloadComparison(Survey survey)
{
    static readonly string[] Kinds = ["kubernetes/apps/Deployment", "kubernetes/apps/StatefulSet", "kubernetes/apps/DaemonSet", "kubernetes/batch/CronJob"];

    readonly string? cluster = survey.Sources.Where(it => it.StartsWith("kubernetes/", StringComparison.Ordinal)).ToList() is [var only] ? only : null;

    IEnumerable<(DeclaredItem Item, string Address)> Declared => cluster is null
        ? []
        : survey.DeclaredAs(Kinds).Where(it => it.Object is { Reach: Reach.Owned, Namespace.Length: > 0 }).Select(it => (it, AddressOf(it)));

    public IEnumerable<(DeclaredItem Declared, Observation Observed)> Pairs =>
        Declared.Select(it => (it.Item, Observed: survey.Find(it.Address))).Where(it => it.Observed is not null).Select(it => (it.Item, it.Observed!));

    /// <summary>Only where the cluster shows some of what the repository declares: else it may be another one's.</summary>
    public IEnumerable<(DeclaredItem Item, string Address)> Missing
    {
        get
        {
            var own = Pairs.Select(it => it.Declared.Repository).ToHashSet();
            return Declared.Where(it => own.Contains(it.Item.Repository) && survey.Find(it.Address) is null);
        }
    }

    string AddressOf(DeclaredItem item) =>
        Survey.AddressOf(cluster!, item.Kind.Split('/')[1] + "/v1", item.Kind.Split('/')[2], item.Object.Namespace, item.Object.Name);
}
