namespace HomeLab.Inventory.Graph;

/// <summary>In which order things can start; the reverse is the order in which they can stop.</summary>
/// <param name="Steps">What is in one step needs nothing of the same or a later one.</param>
/// <param name="Cycles">Each a ring of addresses; what is in one, or hangs on it, is in no step.</param>
sealed record StartOrder(IReadOnlyList<IReadOnlyList<GraphNode>> Steps, IReadOnlyList<IReadOnlyList<string>> Cycles)
{
    /// <param name="isIncluded">What is ordered; what lies between is followed all the same.</param>
    public static StartOrder Of(LabGraph graph, Func<GraphNode, bool> isIncluded)
    {
        var waitsFor = graph.Nodes.ToDictionary(
            it => it.Address, it => graph.Leaving(it.Address).Where(IsNeeded).Select(edge => edge.To).Distinct().Count(), StringComparer.Ordinal);
        var steps = new List<IReadOnlyList<GraphNode>>();
        var ready = graph.Nodes.Where(it => waitsFor[it.Address] == 0).ToList();
        while (ready.Count > 0)
        {
            var step = ready.Where(isIncluded).OrderBy(it => it.Address, StringComparer.Ordinal).ToList();
            if (step.Count > 0)
                steps.Add(step);
            ready =
            [
                .. ready.SelectMany(it => graph.Arriving(it.Address).Where(IsNeeded).Select(edge => edge.From).Distinct())
                    .Where(it => --waitsFor[it] == 0).Select(it => graph.Find(it)!),
            ];
        }
        var left = waitsFor.Where(it => it.Value > 0).Select(it => it.Key).Order(StringComparer.Ordinal).ToList();
        return new StartOrder(steps, Rings(graph, left));
    }

    static bool IsNeeded(GraphEdge edge) => edge.Bond is Bond.Requires or Bond.AnyOf && edge.From != edge.To;

    /// <summary>Of what is left everything needs something else that is left, so going on from anywhere runs into a ring.</summary>
    static List<IReadOnlyList<string>> Rings(LabGraph graph, IReadOnlyList<string> left)
    {
        var remaining = left.ToHashSet(StringComparer.Ordinal);
        var visited = new HashSet<string>(StringComparer.Ordinal);
        var rings = new List<IReadOnlyList<string>>();
        foreach (var start in left)
        {
            var way = new List<string>();
            var at = start;
            while (visited.Add(at))
            {
                way.Add(at);
                at = graph.Leaving(at).First(it => IsNeeded(it) && remaining.Contains(it.To)).To;
            }
            if (way.IndexOf(at) is >= 0 and var first)
                rings.Add([.. way[first..], at]);
        }
        return rings;
    }
}
