using HomeLab.Inventory.Repositories.Manifests;
using HomeLab.Inventory.Repositories.Nodes;
using HomeLab.Inventory.Repositories.Variables;

namespace HomeLab.Inventory.Repositories.Flux;

/// <summary>Gathers what a Flux <c>Kustomization</c> substitutes: its own variables, and ConfigMaps that the repository holds.</summary>
/// <param name="tiers">ConfigMaps: those that something deploys, those of whole kustomizations, those of all files. The first that holds one counts.</param>
sealed class FluxVariables(Declarations declarations, IReadOnlyList<IReadOnlyList<Manifest>> tiers)
{
    public VariableSet Of(Manifest kustomization, MapNode postBuild)
    {
        var variables = VariableSet.Empty;
        foreach (var source in postBuild.Maps("substituteFrom"))
            variables = From(kustomization, source).Or(variables);
        return Values(postBuild.Map("substitute")).Or(variables);
    }

    VariableSet From(Manifest kustomization, MapNode source)
    {
        var name = source.Text("name") ?? "";
        if (source.Text("kind") != "ConfigMap")
        {
            declarations.Unresolved(UnresolvedCodes.Substitution, $"{source.Text("kind")} {name}", source.At, $"{kustomization.Name} substitutes from it; its values are not read");
            return VariableSet.Empty;
        }
        var found = Named(tiers, kustomization.Namespace, name);
        if (found is [var map])
            return Values(map.Root.Map("data"));
        if (source.Boolean("optional") != true || found.Count > 0)
        {
            declarations.Unresolved(
                UnresolvedCodes.Substitution, $"ConfigMap {name}", source.At,
                found.Count == 0 ? $"{kustomization.Name} substitutes from it, and the repository does not hold it" : $"{found.Count} files hold one of this name");
        }
        return VariableSet.Empty;
    }

    /// <summary>More than one: nobody can tell which is meant.</summary>
    public static IReadOnlyList<Manifest> Named(IEnumerable<IReadOnlyList<Manifest>> tiers, string @namespace, string name) => tiers
        .Select(maps => maps.Where(it => it.IsNamed(name) && (it.Namespace.Length == 0 || @namespace.Length == 0 || it.Namespace == @namespace)).DistinctBy(it => it.At).ToList())
        .FirstOrDefault(it => it.Count > 0) ?? [];

    static VariableSet Values(MapNode? values) => new((values?.Entries ?? []).Where(it => it.Value is TextNode)
        .ToDictionary(it => it.Key, it => new Variable(it.Key, ((TextNode)it.Value).Text, it.At, !EnvironmentFile.IsUnknown(((TextNode)it.Value).Text)), StringComparer.Ordinal));
}
