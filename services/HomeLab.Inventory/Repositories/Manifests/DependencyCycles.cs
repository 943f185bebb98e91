namespace HomeLab.Inventory.Repositories.Manifests;

/// <summary>Finds what waits for itself.</summary>
static class DependencyCycles
{
    public static void Report(Declarations declarations, string rule)
    {
        var needs = declarations.By(rule).GroupBy(it => it.From, StringComparer.Ordinal)
            .ToDictionary(it => it.Key, it => it.OrderBy(need => need.To, StringComparer.Ordinal).ToList(), StringComparer.Ordinal);
        var done = new HashSet<string>(StringComparer.Ordinal);
        foreach (var start in needs.Keys.Order(StringComparer.Ordinal))
        {
            // A stack of our own: chains may be as long as a repository likes.
            var path = new List<(string Address, int Next)> { (start, 0) };
            var places = new Dictionary<string, int>(StringComparer.Ordinal) { [start] = 0 };
            while (path.Count > 0 && !done.Contains(start))
            {
                var (address, next) = path[^1];
                var all = needs.GetValueOrDefault(address) ?? [];
                if (next == all.Count)
                {
                    done.Add(address);
                    places.Remove(address);
                    path.RemoveAt(path.Count - 1);
                    continue;
                }
                path[^1] = (address, next + 1);
                var need = all[next];
                if (places.TryGetValue(need.To, out var at))
                    declarations.Problem(need.At, rule, "DependencyCycle", $"it waits for itself: {string.Join(" → ", path.Skip(at).Select(it => NameOf(it.Address)).Append(NameOf(need.To)))}");
                else if (!done.Contains(need.To))
                {
                    places[need.To] = path.Count;
                    path.Add((need.To, 0));
                }
            }
        }
    }

    static string NameOf(string address) => address[(address.LastIndexOf(':') + 1)..];
}
