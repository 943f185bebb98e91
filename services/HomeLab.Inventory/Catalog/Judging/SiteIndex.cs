namespace HomeLab.Inventory.Catalog.Judging;

/// <summary>What was observed of one site, found by kind.</summary>
sealed class SiteIndex(IReadOnlyList<Observation> observations)
{
    readonly ILookup<string, Observation> kinds = observations.Where(it => it.Platform == Platform.Kubernetes).ToLookup(it => it.Kind, StringComparer.Ordinal);

    public IReadOnlyList<Observation> All => observations;

    /// <summary>Workloads and other kinds of Kubernetes' own.</summary>
    public IEnumerable<Observation> OfKind(string kind) => kinds[kind].Where(it => it.ApiGroup is "" or "apps" or "batch");

    /// <param name="kind"><c>*</c> for any of the group.</param>
    public IEnumerable<Observation> OfKind(string apiVersion, string kind)
    {
        var group = KubernetesObservation.GroupOf(apiVersion);
        return (kind == "*" ? observations.Where(it => it.Platform == Platform.Kubernetes) : kinds[kind]).Where(it => it.ApiGroup == group);
    }
}
