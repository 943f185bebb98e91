using System.Text.Json.Nodes;
using HomeLab.Inventory.Graph.Rules;
using HomeLab.Inventory.Resources;
using HomeLab.Lab;

namespace HomeLab.Inventory.Publishing.Kubernetes;

/// <summary>The Gateways of a cluster as they were last seen, and its namespaces, by which they choose their routes.</summary>
sealed class ClusterGateways
{
    const string Group = "gateway.networking.k8s.io";
    static readonly string[] Routes = ["httproutes", "grpcroutes", "tlsroutes"];
    static readonly string[] Needed = [$"gateways.{Group}", "namespaces"];

    readonly Dictionary<string, Gateway> gateways;
    readonly Dictionary<string, IReadOnlyDictionary<string, string>> labels;

    ClusterGateways(Dictionary<string, Gateway> gateways, Dictionary<string, IReadOnlyDictionary<string, string>> labels) =>
        (this.gateways, this.labels) = (gateways, labels);

    public static ClusterGateways None { get; } = new([], []);

    /// <param name="source">A part of a cluster: <c>kubernetes/talos/httproutes.gateway.networking.k8s.io</c>.</param>
    public static bool IsNeededBy(string source) => source.Split('/') is ["kubernetes", _, var part] && Routes.Any(it => part == $"{it}.{Group}");

    /// <returns>The parts whose names change when this one does.</returns>
    public static IEnumerable<string> DependOn(string source) => source.Split('/') is ["kubernetes", var cluster, var part] && Needed.Contains(part)
        ? Routes.Select(it => $"kubernetes/{cluster}/{it}.{Group}")
        : [];

    public static async Task<ClusterGateways> ReadAsync(InventoryTransaction transaction, string source, CancellationToken cancellationToken)
    {
        var cluster = source[..source.LastIndexOf('/')];
        return Of(await transaction.QueryAsync<ResourceState>(
            $"SELECT {ResourceTables.ResourceColumns} FROM resource WHERE source = ANY(@parts)",
            new { parts = Needed.Select(it => $"{cluster}/{it}").ToArray() }, cancellationToken));
    }

    public static ClusterGateways Of(IEnumerable<ResourceState> resources)
    {
        var byKind = resources.ToLookup(it => it.Kind);
        return new ClusterGateways(
            byKind[$"kubernetes.Gateway.{Group}"].Select(it => new Gateway(it.Name, JsonNode.Parse(it.Facts))).ToDictionary(it => it.Name),
            byKind["kubernetes.Namespace"].ToDictionary(it => it.Name, it => (IReadOnlyDictionary<string, string>)LabJson.Read<Dictionary<string, string>>(it.Labels)));
    }

    /// <param name="name"><c>namespace/name</c>.</param>
    public Gateway? Find(string name) => gateways.GetValueOrDefault(name);

    public IReadOnlyDictionary<string, string> LabelsOf(string space) => labels.GetValueOrDefault(space) ?? new Dictionary<string, string>();
}
