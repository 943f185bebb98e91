using System.Text.Json.Nodes;
using HomeLab.Inventory.Repositories.Flux;

namespace HomeLab.Inventory.Repositories.Documentation;

/// <summary>What comes after what by <c>spec.dependsOn</c> of Flux' Kustomizations, which people call by name or by the directory that they apply.</summary>
sealed class DeclaredOrder
{
    const string Kind = "kubernetes/kustomize.toolkit.fluxcd.io/Kustomization";

    readonly Dictionary<string, string?> names = new(StringComparer.OrdinalIgnoreCase);
    readonly ILookup<string, string> needs;

    public DeclaredOrder(RepositoryReading reading)
    {
        // What several paths render is one object of the cluster.
        var objects = reading.Objects.Where(it => it.Kind == Kind).ToDictionary(it => it.Address, it => $"{it.Namespace}/{it.Name}", StringComparer.Ordinal);
        foreach (var declared in reading.Objects.Where(it => it.Kind == Kind))
        {
            foreach (var name in NamesOf(declared).Distinct())
            {
                // Two of one name are neither.
                if (!names.TryAdd(name, objects[declared.Address]) && names[name] != objects[declared.Address])
                    names[name] = null;
            }
        }
        needs = reading.Dependencies.Where(it => it.Rule == FluxReferences.DependsOn && objects.ContainsKey(it.From) && objects.ContainsKey(it.To))
            .ToLookup(it => objects[it.From], it => objects[it.To], StringComparer.Ordinal);
    }

    /// <returns>Null: nothing is called that, or several are.</returns>
    public string? Find(string name) => names.GetValueOrDefault(name);

    public bool IsAfter(string later, string earlier)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal) { later };
        var waiting = new Queue<string>([later]);
        while (waiting.TryDequeue(out var next))
        {
            foreach (var need in needs[next].Where(seen.Add))
                waiting.Enqueue(need);
        }
        return later != earlier && seen.Contains(earlier);
    }

    static IEnumerable<string> NamesOf(DeclaredObject declared)
    {
        yield return declared.Name;
        if ((JsonNode.Parse(declared.SpecJson) as JsonObject)?["spec"] is JsonObject spec && spec["path"] is JsonValue path && path.ToString().TrimEnd('/') is var text && text.LastIndexOf('/') is >= 0 and var slash)
            yield return text[(slash + 1)..];
    }
}
