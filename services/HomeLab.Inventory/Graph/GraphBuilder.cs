using HomeLab.Inventory.Graph.Rules;

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
        var nodes = NodesOf(all);
        var (keys, ambiguous) = KeysOf(all);
        var edges = new List<GraphEdge>(all.Count * 2);
        foreach (var contribution in all)
        {
            foreach (var link in contribution.Links)
            {
                if (nodes.ContainsKey(link.From) && EndOf(link, nodes, keys) is { } end)
                    edges.Add(new GraphEdge(link.From, end, link.Kind, link.Bond, link.Group, link.Rule, link.Evidence));
            }
        }
        var names = new ZoneNames(all.SelectMany(it => it.Names));
        var covering = nodes.Values.Where(it => it.Kind == "host").SelectMany(it => names.Covering(it.Name)).ToList();
        edges.AddRange(covering);
        edges.AddRange(covering.SelectMany(it => ZoneRules.ServedBy(it, names.Find(it.To)!.Content, key => Find(key, nodes, keys))));
        edges.AddRange(TunnelJoin.Of([.. all.SelectMany(it => it.Upstreams)], all.SelectMany(it => it.Connectors), key => Find(key, nodes, keys)));
        foreach (var edge in edges)
        {
            if (!nodes.ContainsKey(edge.To))
                nodes.Add(edge.To, new GraphNode(edge.To, GraphNode.Missing, edge.To, ""));
        }
        return new LabGraph(
            nodes.Values, edges, [.. ambiguous.OrderBy(it => it.Key, StringComparer.Ordinal).Select(it => new Ambiguity(it.Key, [.. it.Value]))])
        {
            Names = names,
        };
    }

    static Dictionary<string, GraphNode> NodesOf(IReadOnlyCollection<Contribution> all)
    {
        var nodes = new Dictionary<string, GraphNode>(all.Count, StringComparer.Ordinal);
        foreach (var contribution in all)
        {
            foreach (var node in contribution.Nodes)
            {
                // Two may tell of one node, such as routers of one host name; which one counts must not depend on the order.
                if (!nodes.TryGetValue(node.Address, out var other) || Compare(node, other) > 0)
                    nodes[node.Address] = node;
            }
        }
        return nodes;
    }

    /// <returns>Who answers to a key, null: several; and who they are.</returns>
    static (Dictionary<string, string?> Keys, Dictionary<string, SortedSet<string>> Ambiguous) KeysOf(IReadOnlyCollection<Contribution> all)
    {
        var keys = new Dictionary<string, string?>(all.Count, StringComparer.Ordinal);
        var ambiguous = new Dictionary<string, SortedSet<string>>(StringComparer.Ordinal);
        foreach (var contribution in all)
        {
            foreach (var offer in contribution.Offers)
            {
                if (keys.TryAdd(offer.Key, offer.Node) || keys[offer.Key] == offer.Node)
                    continue;
                if (offer.IsOftenShared)
                {
                    keys[offer.Key] = null;
                    continue;
                }
                if (!ambiguous.TryGetValue(offer.Key, out var several))
                    ambiguous.Add(offer.Key, several = new(StringComparer.Ordinal) { keys[offer.Key]! });
                several.Add(offer.Node);
                keys[offer.Key] = null;
            }
        }
        return (keys, ambiguous);
    }

    static string? Find(string key, Dictionary<string, GraphNode> nodes, Dictionary<string, string?> keys) =>
        nodes.ContainsKey(key) ? key : keys.GetValueOrDefault(key);

    static string? EndOf(Link link, Dictionary<string, GraphNode> nodes, Dictionary<string, string?> keys)
    {
        foreach (var key in link.Keys)
        {
            if (nodes.ContainsKey(key))
                return key;
            // Something answers, but nobody can tell which: no surer key is left, and a less sure one would be a guess.
            if (keys.TryGetValue(key, out var known))
                return known != link.From ? known : null;
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
