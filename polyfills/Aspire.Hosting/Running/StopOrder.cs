using Aspire.Hosting.ApplicationModel;

namespace Aspire.Hosting.Running;

/// <summary>Groups of resources that can stop together: first those that nobody depends on, last those that depend on nobody.</summary>
static class StopOrder
{
    public static IReadOnlyList<IReadOnlyList<IResource>> Of(IEnumerable<IResource> resources)
    {
        var depths = new Dictionary<IResource, int>();
        return [.. resources.GroupBy(resource => Depth(resource, depths, [])).OrderByDescending(group => group.Key).Select(group => group.ToList())];
    }

    static int Depth(IResource resource, Dictionary<IResource, int> known, HashSet<IResource> above)
    {
        if (known.TryGetValue(resource, out var depth)) return depth;
        // Services may refer to each other; the one that was met first counts as the dependent.
        if (!above.Add(resource)) return 0;

        depth = DependenciesOf(resource).Select(dependency => 1 + Depth(dependency, known, above)).DefaultIfEmpty(0).Max();
        above.Remove(resource);
        return known[resource] = depth;
    }

    static IEnumerable<IResource> DependenciesOf(IResource resource) =>
        resource.Annotations.OfType<WaitAnnotation>().Select(wait => wait.Resource)
            .Concat(resource.Annotations.OfType<ResourceRelationshipAnnotation>().Select(relationship => relationship.Resource))
            .Concat(resource is IResourceWithParent child ? [child.Parent] : [])
            .Where(dependency => dependency != resource)
            .Distinct();
}
