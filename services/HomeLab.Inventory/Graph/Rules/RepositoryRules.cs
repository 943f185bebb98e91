using HomeLab.Inventory.Repositories.Observing;
using HomeLab.Inventory.Resources;

namespace HomeLab.Inventory.Graph.Rules;

/// <summary>How declared objects hang together, and which of them is what a source shows.</summary>
/// <remarks>What runs does not fail with its declaration, so nothing observed hangs on a declared object.</remarks>
static class RepositoryRules
{
    /// <summary>What must be there before, as opposed to what is merely used.</summary>
    static readonly HashSet<string> Orders = ["komodo.after", "compose.depends_on", "flux.dependsOn", "helmfile.needs"];

    public static Contribution Object(ResourceState resource)
    {
        if (resource.Kind == DeclaredResources.RepositoryKind || DeclaredFacts.Read(resource.Facts) is not { } facts)
            return Contribution.Of(GraphFacts.Node(resource), []);
        var links = facts.Needs.Select(it => new Link(
            resource.Address, [it.To], "needs", Orders.Contains(it.Rule) ? Bond.Requires : Bond.Uses, $"repository.{it.Rule}", $"{resource.Name} says {it.Rule}")).ToList();
        links.Add(new Link(resource.Address, [resource.Source], "declaredIn", Bond.BelongsTo, "repository.object", $"{resource.Source} declares it"));
        if (facts.Owner.Length > 0)
            links.Add(new Link(resource.Address, [facts.Owner], "deployedBy", Bond.BelongsTo, "repository.owner", $"{facts.Owner} deploys it"));
        if (facts.PartOf is { } project)
            links.Add(new Link(resource.Address, [project], "partOf", Bond.BelongsTo, "repository.project", $"a service of {project}"));
        foreach (var name in facts.Hosts)
            links.Add(new Link(resource.Address, [$"host/{name.Host}"], "asksFor", Bond.BelongsTo, "repository.host", $"{name.Rule} names {name.Host}"));
        if (facts.Observed is { } observed)
            links.Add(new Link(observed, [resource.Address], "declaredBy", Bond.BelongsTo, "repository.observed", $"{resource.Source} is deployed there as {observed}"));
        return Contribution.Of(GraphFacts.Node(resource), links);
    }
}
