using System.Text.Json.Nodes;
using HomeLab.Inventory.Filters;
using HomeLab.Inventory.Graph;
using HomeLab.Inventory.Graph.Rules;
using HomeLab.Inventory.Repositories.Observing;
using HomeLab.Inventory.Resources;
using HomeLab.Lab.Filters;
using HomeLab.Lab.Kinds;

namespace HomeLab.Inventory.Owners;

/// <summary>Tells whose something is: the first that says so of its own mark, the lab, the repository that declares it, and its namespace.</summary>
sealed class OwnerRules
{
    static readonly Lazy<Owner> NotAsked = new(Owner.Nobody);

    readonly LabGraph graph;
    readonly IReadOnlyList<(OwnerSpec Spec, Func<KnownResource, bool> IsTheirs)> rules;
    readonly Dictionary<string, RepositoryFacts> repositories;
    readonly Dictionary<string, (string Name, string By)> spaces;

    /// <param name="around">Repositories and namespaces.</param>
    public OwnerRules(LabSpec? lab, LabGraph graph, IReadOnlyCollection<ResourceState> around)
    {
        this.graph = graph;
        // The lab is checked when it is read: each is a filter over fields that there are.
        rules = [.. (lab?.Owners ?? []).Select(it => (it, Askable.Resources.Bind(Filter.Parse(it.Matches), _ => new HashSet<string>())))];
        repositories = around.Where(it => it.Kind == DeclaredResources.RepositoryKind).ToDictionary(it => it.Address, it => RepositoryFacts.Read(it.Facts), StringComparer.Ordinal);
        spaces = around.Where(it => it.Kind == "kubernetes.Namespace").Select(it => (it.Address, Mark: OwnerMark.Of(it))).Where(it => it.Mark is not null)
            .ToDictionary(it => it.Address, it => it.Mark!.Value, StringComparer.Ordinal);
    }

    public Owner Of(ResourceState state)
    {
        if (OwnerMark.Of(state) is { } mark)
            return Called(mark.Name, mark.By);
        if (rules.FirstOrDefault(it => it.IsTheirs(new KnownResource(state, null, NotAsked))) is { Spec: { } spec })
            return new Owner(spec.Name, spec.Contact ?? "", $"lab.yaml: {spec.Matches}");
        if (DeclaredBy(state) is { } declared)
            return declared;
        return SpaceOf(state) is { } space && spaces.TryGetValue(space, out var inherited) ? Called(inherited.Name, $"{inherited.By.Replace("its ", "its namespace's ", StringComparison.Ordinal)}") : Owner.Nobody;
    }

    Owner Called(string name, string by) => new(name, rules.Select(it => it.Spec).FirstOrDefault(it => it.Name == name)?.Contact ?? "", by);

    Owner? DeclaredBy(ResourceState state)
    {
        var declared = state.Source.StartsWith("repository/", StringComparison.Ordinal)
            ? state.Address
            : graph.Leaving(state.Address).FirstOrDefault(it => it.Kind == "declaredBy")?.To;
        if (declared is null || !repositories.TryGetValue(string.Join('/', declared.Split('/').Take(2)), out var facts) || facts.FileOf(declared) is not { Length: > 0 } file)
            return null;
        var owners = CodeOwners.Of(facts.Owners ?? [], file);
        return owners.Count == 0 ? null : Called(string.Join(", ", owners), $"CODEOWNERS of {file}");
    }

    static string? SpaceOf(ResourceState state) => state.Kind.StartsWith("kubernetes.", StringComparison.Ordinal)
        && JsonNode.Parse(state.Facts).At("metadata").Text("namespace") is { Length: > 0 } space
            ? $"{string.Join('/', state.Address.Split('/').Take(2))}/Namespace/{space}"
            : null;
}
