namespace HomeLab.Inventory.Graph;

/// <summary>What becomes of a node when another fails.</summary>
/// <param name="Fails">False: it is degraded.</param>
/// <param name="Because">From the node to what failed.</param>
sealed record Impacted(GraphNode Node, bool Fails, IReadOnlyList<GraphEdge> Because);

/// <summary>Computes what dies with something, and what limps on.</summary>
static class Impact
{
    /// <returns>Everything that is hit, by distance and then by address; not the node itself.</returns>
    public static IReadOnlyList<Impacted> Of(LabGraph graph, string address)
    {
        var failed = new HashSet<string>(StringComparer.Ordinal) { address };
        var reasons = new Dictionary<string, (bool Fails, GraphEdge By, int Distance)>(StringComparer.Ordinal);
        var waiting = new Queue<(string Address, int Distance)>([(address, 0)]);
        while (waiting.TryDequeue(out var next))
        {
            var isDead = failed.Contains(next.Address);
            foreach (var edge in graph.Arriving(next.Address))
            {
                if (edge.Bond == Bond.BelongsTo || failed.Contains(edge.From))
                    continue;
                var fails = isDead && Fails(graph, edge, failed);
                // What is degraded degrades what requires it, and that is where it ends.
                if (!fails && (reasons.ContainsKey(edge.From) || (!isDead && edge.Bond != Bond.Requires)))
                    continue;
                if (fails)
                    failed.Add(edge.From);
                reasons[edge.From] = (fails, edge, next.Distance + 1);
                waiting.Enqueue((edge.From, next.Distance + 1));
            }
        }
        return
        [
            .. reasons.OrderBy(it => it.Value.Distance).ThenBy(it => it.Key, StringComparer.Ordinal)
                .Select(it => new Impacted(graph.Find(it.Key)!, it.Value.Fails, Way(it.Key, address, reasons))),
        ];
    }

    static bool Fails(LabGraph graph, GraphEdge edge, HashSet<string> failed) => edge.Bond switch
    {
        Bond.Requires => true,
        Bond.AnyOf => graph.Leaving(edge.From).Where(it => it.Bond == Bond.AnyOf && it.Group == edge.Group).All(it => failed.Contains(it.To)),
        _ => false,
    };

    static List<GraphEdge> Way(string from, string to, Dictionary<string, (bool Fails, GraphEdge By, int Distance)> reasons)
    {
        var way = new List<GraphEdge>();
        for (var at = from; at != to && way.Count <= reasons.Count && reasons.TryGetValue(at, out var reason); at = reason.By.To)
            way.Add(reason.By);
        return way;
    }
}
