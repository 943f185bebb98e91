using HomeLab.Inventory.Catalog.Matching;
using HomeLab.Lab;

namespace HomeLab.Inventory.Catalog;

/// <summary>All systems that are known, and what can be asked of them together. Never changes; a lab's own entries make another one.</summary>
sealed class SystemCatalog
{
    readonly SortedDictionary<string, CatalogEntry> entries;

    public SystemCatalog(IEnumerable<CatalogEntry> entries)
    {
        this.entries = new SortedDictionary<string, CatalogEntry>(entries.ToDictionary(it => it.Id), StringComparer.Ordinal);
        Problems = CatalogLinks.Check(this.entries);
        Recogniser = new Recogniser(this);
    }

    public IReadOnlyDictionary<string, CatalogEntry> Entries => entries;

    /// <summary>Links that lead nowhere or in a circle; what they would say is left out.</summary>
    public IReadOnlyList<Problem> Problems { get; }

    public Recogniser Recogniser { get; }

    /// <summary>The API groups of custom resources by which systems are recognised or judged.</summary>
    public IReadOnlySet<string> ApiGroups => entries.Values
        .SelectMany(it => it.Spec.Recognise.Select(m => m.ApiGroup ?? KubernetesObservation.GroupOf(m.ApiVersion ?? ""))
            .Concat(it.Spec.Health.Select(p => KubernetesObservation.GroupOf(p.ApiVersion ?? ""))))
        .Where(IsCustom).ToHashSet(StringComparer.Ordinal);

    // Kubernetes' own are without a dot or end in k8s.io; of those that end so, a few are installed like any other.
    static bool IsCustom(string group) => group.Contains('.', StringComparison.Ordinal) && !OwnGroups.Contains(group);

    static readonly HashSet<string> OwnGroups =
    [
        "admissionregistration.k8s.io", "apiextensions.k8s.io", "apiregistration.k8s.io", "coordination.k8s.io", "discovery.k8s.io",
        "networking.k8s.io", "rbac.authorization.k8s.io", "storage.k8s.io",
    ];

    /// <summary>This catalogue with other entries, of which one replaces that of the same id here.</summary>
    public SystemCatalog With(IEnumerable<CatalogEntry> others) =>
        new(entries.Values.Concat(others).GroupBy(it => it.Id, StringComparer.Ordinal).Select(it => it.Last()));

    /// <summary>What a system cannot work without, near and far; empty for what is not known.</summary>
    public IReadOnlySet<string> Needs(string id)
    {
        var found = new HashSet<string>(StringComparer.Ordinal);
        var open = new Stack<string>([id]);
        while (open.TryPop(out var next))
        {
            foreach (var need in entries.GetValueOrDefault(next)?.Spec.DependsOn ?? [])
            {
                if (need != id && entries.ContainsKey(need) && found.Add(need))
                    open.Push(need);
            }
        }
        return found;
    }
}
