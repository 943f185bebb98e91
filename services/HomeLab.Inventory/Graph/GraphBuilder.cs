namespace HomeLab.Inventory.Graph;

/// <summary>
/// Joins contributions. The outcome depends on which there are and not on their order, so that snapshots and events that came late,
/// twice or not at all leave nothing behind once the last full reads are in.
/// </summary>
static class GraphBuilder
{
    public static LabGraph Build(IEnumerable<Contribution> contributions)
    {
        var all = contributions as IReadOnlyCollection<Contribution> ?? [.. contributions];
        var nodes = new Dictionary<string, GraphNode>(all.Count, StringComparer.Ordinal);
        foreach (var node in all.SelectMany(it => it.Nodes))
        {
            // Two may tell of one node, such as routers of one host name; which one counts must not depend on the order.
            if (!nodes.TryGetValue(node.Address, out var other) || Compare(node, other) > 0)
                nodes[node.Address] = node;
        }
        var keys = new Dictionary<string, SortedSet<string>>(StringComparer.Ordinal);
        foreach (var offer in all.SelectMany(it => it.Offers))
            (keys.TryGetValue(offer.Key, out var known) ? known : keys[offer.Key] = new(StringComparer.Ordinal)).Add(offer.Node);
        var edges = all.SelectMany(it => it.Links).Where(it => nodes.ContainsKey(it.From))
            .Select(link => EndOf(link, nodes, keys) is { } end
                ? new GraphEdge(link.From, end, link.Kind, link.Bond, link.Group, link.Rule, link.Evidence)
                : null)
            .OfType<GraphEdge>().ToHashSet();
        foreach (var missing in edges.Select(it => it.To).Where(it => !nodes.ContainsKey(it)).Distinct().ToList())
            nodes.Add(missing, new GraphNode(missing, GraphNode.Missing, missing, ""));
        var ambiguities = keys.Where(it => it.Value.Count > 1).OrderBy(it => it.Key, StringComparer.Ordinal)
            .Select(it => new Ambiguity(it.Key, [.. it.Value]));
        return new LabGraph(nodes.Values, edges, [.. ambiguities]);
    }

    static string? EndOf(Link link, Dictionary<string, GraphNode> nodes, Dictionary<string, SortedSet<string>> keys)
    {
        foreach (var key in link.Keys)
        {
            if (nodes.ContainsKey(key))
                return key;
            if (keys.TryGetValue(key, out var known))
            {
                // Something answers, but nobody can tell which: no surer key is left, and a less sure one would be a guess.
                return known.Count == 1 && known.Min != link.From ? known.Min : null;
            }
        }
        return link.IsEvidentAlone ? link.Keys[^1] : null;
    }

    static int Compare(GraphNode one, GraphNode other)
    {
        var byState = string.CompareOrdinal(one.State, other.State);
        var byName = string.CompareOrdinal(one.Name, other.Name);
        return byState != 0 ? byState : byName != 0 ? byName : string.CompareOrdinal(one.Kind, other.Kind);
    }
}
