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
        var left = new Dictionary<(string Node, string Group), int>();
        var waiting = new Queue<(string Address, bool IsDead, int Distance)>([(address, true, 0)]);
        while (waiting.TryDequeue(out var next))
        {
            // It was only degraded when it was put here, and has failed since: it comes again.
            if (!next.IsDead && failed.Contains(next.Address))
                continue;
            foreach (var edge in graph.Arriving(next.Address))
            {
                if (edge.Bond == Bond.BelongsTo || failed.Contains(edge.From))
                    continue;
                var fails = next.IsDead && Fails(graph, edge, left);
                // What is degraded degrades what requires it, and that is where it ends.
                if (!fails && (reasons.ContainsKey(edge.From) || (!next.IsDead && edge.Bond != Bond.Requires)))
                    continue;
                if (fails)
                    failed.Add(edge.From);
                reasons[edge.From] = (fails, edge, next.Distance + 1);
                waiting.Enqueue((edge.From, fails, next.Distance + 1));
            }
        }
        return
        [
            .. reasons.OrderBy(it => it.Value.Distance).ThenBy(it => it.Key, StringComparer.Ordinal)
                .Select(it => new Impacted(graph.Find(it.Key)!, it.Value.Fails, Way(it.Key, address, reasons))),
        ];
    }

    /// <param name="left">How many edges of a group lead to what has not failed; each that fails is counted once.</param>
    static bool Fails(LabGraph graph, GraphEdge edge, Dictionary<(string Node, string Group), int> left)
    {
        if (edge.Bond != Bond.AnyOf)
            return edge.Bond == Bond.Requires;
        var group = (edge.From, edge.Group);
        var still = (left.TryGetValue(group, out var known) ? known : graph.Leaving(edge.From).Count(it => it.Bond == Bond.AnyOf && it.Group == edge.Group)) - 1;
        left[group] = still;
        return still == 0;
    }

    static List<GraphEdge> Way(string from, string to, Dictionary<string, (bool Fails, GraphEdge By, int Distance)> reasons)
    {
        var way = new List<GraphEdge>();
        for (var at = from; at != to && way.Count <= reasons.Count && reasons.TryGetValue(at, out var reason); at = reason.By.To)
            way.Add(reason.By);
        return way;
    }
}
