using HomeLab.Inventory.Graph.Rules;

namespace HomeLab.Inventory.Graph;

/// <summary>One step on the way from a host name to what serves it.</summary>
/// <param name="By">The edge that leads here; null: where the way begins.</param>
/// <param name="Broken">What is wrong with it; empty: nothing.</param>
sealed record Hop(GraphNode Node, GraphEdge? By, string Broken);

/// <summary>Follows a host name to the disk: each hop once, the nearest first.</summary>
static class RoutePath
{
    /// <param name="brokenOf">What is wrong with a node; empty: nothing that is known.</param>
    /// <returns>Empty: nobody knows the name.</returns>
    public static IReadOnlyList<Hop> Of(LabGraph graph, string address, Func<GraphNode, string> brokenOf)
    {
        const string Host = "host/";
        List<GraphEdge> covering = address.StartsWith(Host, StringComparison.Ordinal) && graph.Find(address) is null ? [.. graph.Names.Covering(address[Host.Length..])] : [];
        if ((graph.Find(address) ?? (covering.Count > 0 ? new GraphNode(address, "host", address[Host.Length..], "") : null)) is not { } start)
            return [];
        var hops = new List<Hop>();
        var seen = new HashSet<string>(StringComparer.Ordinal) { address };
        var waiting = new Queue<(GraphNode Node, GraphEdge? By)>([(start, null)]);
        while (waiting.TryDequeue(out var next))
        {
            hops.Add(new Hop(next.Node, next.By, BrokenOf(next.Node, brokenOf)));
            foreach (var edge in graph.Leaving(next.Node.Address).Concat(next.By is null ? covering : []).Where(it => IsOnTheWay(it) && seen.Add(it.To)))
                waiting.Enqueue((graph.Find(edge.To)!, edge));
        }
        return hops;
    }

    // A secret that is there serves, however its store is.
    static bool IsOnTheWay(GraphEdge edge) => edge.Bond != Bond.BelongsTo && edge.Kind != KubernetesRules.Refreshed;

    static string BrokenOf(GraphNode node, Func<GraphNode, string> brokenOf) =>
        node.IsMissing ? "something hangs on it, and nobody has seen it" : brokenOf(node);
}
