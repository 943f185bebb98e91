namespace HomeLab.Inventory.Graph;

/// <summary>Finds what a person means.</summary>
static class NodeSearch
{
    const int MostCandidates = 10;

    /// <param name="thing">An address, or its end from a slash on, or a name.</param>
    /// <returns>The node, or the candidates among which nobody can choose; none: nothing is called that.</returns>
    public static (GraphNode? Node, IReadOnlyList<string> Candidates) Find(LabGraph graph, string thing)
    {
        if (graph.Find(thing) is { } exact)
            return (exact, []);
        if (graph.Find($"host/{thing}") is { } host)
            return (host, []);
        var found = graph.Nodes.Where(it => it.Address.EndsWith("/" + thing, StringComparison.OrdinalIgnoreCase)
            || string.Equals(it.Name, thing, StringComparison.OrdinalIgnoreCase)).OrderBy(it => it.Address, StringComparer.Ordinal).ToList();
        return found is [var only] ? (only, []) : (null, [.. found.Take(MostCandidates).Select(it => it.Address)]);
    }
}
