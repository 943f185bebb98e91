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
