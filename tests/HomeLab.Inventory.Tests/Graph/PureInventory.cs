using HomeLab.Inventory.Graph;
using HomeLab.Inventory.Resources;

namespace HomeLab.Inventory.Tests.Graph;

/// <summary>What Inventory remembers, without its database: the same comparison, the same rules.</summary>
sealed class PureInventory
{
    readonly Dictionary<string, ResourceState> resources = new(StringComparer.Ordinal);
    readonly Dictionary<string, EndpointState> endpoints = new(StringComparer.Ordinal);

    public void Record(string source, Look look)
    {
        var known = new KnownResources(
            resources.Values.Where(it => it.Source == source).ToDictionary(it => it.Address),
            endpoints.Values.Where(it => it.Source == source).ToLookup(it => it.Resource));
        foreach (var change in ResourceDiff.Compute(source, known, look.Seen, it => look.IsWithin(it, known), new PublishRules(null, [])))
        {
            foreach (var endpoint in change.RemovedEndpoints)
                endpoints.Remove(endpoint);
            foreach (var endpoint in change.Endpoints)
                endpoints[endpoint.Address] = endpoint;
            if (change.Now is { } now)
                resources[change.Address] = now;
            else
                resources.Remove(change.Address);
        }
    }

    /// <param name="more">What else is known, such as the lab's own words.</param>
    public LabGraph Graph(params IEnumerable<Contribution> more) => GraphBuilder.Build(
        [.. more, .. resources.Values.Select(Contributions.Of), .. endpoints.Values.Select(Contributions.Of).OfType<Contribution>()]);
}
