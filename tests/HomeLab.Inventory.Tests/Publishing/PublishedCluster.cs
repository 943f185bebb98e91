using System.Globalization;
using HomeLab.Inventory.Publishing.Kubernetes;
using HomeLab.Inventory.Resources;
using HomeLab.Inventory.Tests.Graph;
using HomeLab.Lab;
using HomeLab.Lab.Kinds;

namespace HomeLab.Inventory.Tests.Publishing;

/// <summary>A cluster without its API server, and the names that its objects get one look after the other.</summary>
sealed class PublishedCluster(KubernetesPublishSpec? publish)
{
    readonly Dictionary<string, ResourceState> resources = new(StringComparer.Ordinal);
    readonly Dictionary<string, EndpointState> endpoints = new(StringComparer.Ordinal);

    public PublishedCluster()
        : this(new KubernetesPublishSpec())
    {
    }

    public IReadOnlyList<EndpointState> Endpoints => [.. endpoints.Values.OrderBy(it => it.Address, StringComparer.Ordinal)];

    /// <summary>Each name with its records, or why it gets none.</summary>
    public IReadOnlyList<string> Lines => [.. Endpoints.Select(Line)];

    public IReadOnlyList<Problem> Problems => [.. resources.Values.SelectMany(it => LabJson.Read<List<Problem>>(it.Problems))];

    /// <summary>Shows objects, each with all that is known before derived anew.</summary>
    public PublishedCluster See(params IEnumerable<string> manifests)
    {
        foreach (var manifest in manifests)
            Record(Seen.Object("talos", manifest));
        return this;
    }

    public PublishedCluster Lose(string kind)
    {
        foreach (var gone in resources.Values.Where(it => it.Kind.StartsWith($"kubernetes.{kind}", StringComparison.Ordinal)).ToList())
        {
            resources.Remove(gone.Address);
            foreach (var endpoint in endpoints.Values.Where(it => it.Resource == gone.Address).ToList())
                endpoints.Remove(endpoint.Address);
        }
        Republish();
        return this;
    }

    void Record(ObservedResource seen)
    {
        Take(ResourceDiff.Compute("kubernetes/talos", Known, [seen], it => it == seen.Address, Rules));
        Republish();
    }

    void Republish() => Take(ResourceDiff.Republish("kubernetes/talos", Known, Rules));

    KnownResources Known => new(resources, endpoints.Values.ToLookup(it => it.Resource));

    PublishRules Rules => new(null, ["example.org"]) { Kubernetes = publish, Gateways = ClusterGateways.Of(resources.Values) };

    void Take(IReadOnlyList<ResourceChange> changes)
    {
        foreach (var change in changes)
        {
            foreach (var endpoint in change.RemovedEndpoints)
                endpoints.Remove(endpoint);
            foreach (var endpoint in change.Endpoints)
                endpoints[endpoint.Address] = endpoint;
            if (change.Now is { } now)
                resources[change.Address] = now;
        }
    }

    static string Line(EndpointState endpoint)
    {
        if (endpoint.RefusedCode.Length > 0)
            return $"{endpoint.Host} {endpoint.RefusedCode}";
        string[] words =
        [
            endpoint.Host, endpoint.Type, string.Join(' ', LabJson.Read<List<string>>(endpoint.Targets)),
            endpoint.Ttl is { } ttl ? string.Create(CultureInfo.InvariantCulture, $"ttl {ttl}") : "", endpoint.Proxied ? "proxied" : "", endpoint.IsRunning ? "" : "stopped",
        ];
        return string.Join(' ', words.Where(it => it.Length > 0));
    }
}
