using HomeLab.Lab;

namespace HomeLab.Inventory.Catalog;

/// <summary>Checks what entries say of each other.</summary>
static class CatalogLinks
{
    public static IReadOnlyList<Problem> Check(IReadOnlyDictionary<string, CatalogEntry> entries)
    {
        var problems = new List<Problem>();
        foreach (var entry in entries.Values)
        {
            foreach (var (path, id) in Named(entry).Where(it => !entries.ContainsKey(it.Id)))
            {
                problems.Add(Of(entry, path, "UnknownSystem",
                    $"the catalogue of {entry.Id} names `{id}`, which it does not hold{Spelling.Hint(id, entries.Keys)}"));
            }
        }
        problems.AddRange(Circles(entries));
        return problems;
    }

    static IEnumerable<(string Path, string Id)> Named(CatalogEntry entry)
    {
        var spec = entry.Spec;
        return spec.DependsOn.Select(it => ("spec.dependsOn", it))
            .Concat(spec.SoftDependsOn.Select(it => ("spec.softDependsOn", it)))
            .Concat(spec.OrderAfter.SelectMany(it => it.Systems).Select(it => ("spec.orderAfter", it)))
            .Concat(spec.Recognise.SelectMany(it => (it.AllOf ?? []).Concat(it.AnyOf ?? [])).Select(it => ("spec.recognise", it)));
    }

    static IEnumerable<Problem> Circles(IReadOnlyDictionary<string, CatalogEntry> entries)
    {
        var done = new HashSet<string>(StringComparer.Ordinal);
        foreach (var entry in entries.Values)
        {
            var way = new List<string>();
            if (Circle(entry.Id) is { } circle)
                yield return Of(entries[circle[0]], "spec.dependsOn", "Circle", $"a system cannot need itself: {string.Join(" → ", circle)}");

            List<string>? Circle(string id)
            {
                if (way.IndexOf(id) is >= 0 and var at)
                    return [.. way[at..], id];
                if (!entries.TryGetValue(id, out var next) || !done.Add(id))
                    return null;
                way.Add(id);
                var found = next.Spec.DependsOn.Select(Circle).FirstOrDefault(it => it is not null);
                way.RemoveAt(way.Count - 1);
                return found;
            }
        }
    }

    static Problem Of(CatalogEntry entry, string path, string code, string message) => new(entry.File, entry.Line, 1, path, code, message);
}
