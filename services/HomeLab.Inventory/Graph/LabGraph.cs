namespace HomeLab.Inventory.Graph;

/// <summary>What the lab consists of and how it hangs together, as of one revision. Immutable.</summary>
sealed class LabGraph
{
    readonly Dictionary<string, Vertex> vertices;

    /// <param name="edges">Between these nodes; one that is there twice counts once.</param>
    public LabGraph(IReadOnlyCollection<GraphNode> nodes, IEnumerable<GraphEdge> edges, IReadOnlyList<Ambiguity> ambiguities)
    {
        vertices = new(nodes.Count, StringComparer.Ordinal);
        Ambiguities = ambiguities;
        foreach (var node in nodes)
            vertices.Add(node.Address, new Vertex(node));
        foreach (var edge in edges)
        {
            (vertices[edge.From].Leaving ??= []).Add(edge);
            (vertices[edge.To].Arriving ??= []).Add(edge);
        }
        foreach (var vertex in vertices.Values)
        {
            Arrange(vertex.Leaving);
            Arrange(vertex.Arriving);
        }
    }

    public static LabGraph Empty { get; } = new([], [], []);

    public IEnumerable<GraphNode> Nodes => vertices.Values.Select(it => it.Node);

    public IEnumerable<GraphEdge> Edges => vertices.Values.SelectMany(it => it.Leaving ?? []);

    public IReadOnlyList<Ambiguity> Ambiguities { get; }

    /// <summary>Tells of names that are in no graph, because only a wildcard answers for them.</summary>
    public ZoneNames Names { get; init; } = new([]);

    public GraphNode? Find(string address) => vertices.GetValueOrDefault(address)?.Node;

    /// <summary>What a node hangs on, in a fixed order.</summary>
    public IReadOnlyList<GraphEdge> Leaving(string address) => vertices.GetValueOrDefault(address)?.Leaving ?? [];

    /// <summary>What hangs on a node, in a fixed order.</summary>
    public IReadOnlyList<GraphEdge> Arriving(string address) => vertices.GetValueOrDefault(address)?.Arriving ?? [];

    static void Arrange(List<GraphEdge>? edges)
    {
        if (edges is not { Count: > 1 })
            return;
        edges.Sort(Order);
        var kept = 1;
        for (var next = 1; next < edges.Count; next++)
        {
            if (Order(edges[next], edges[kept - 1]) != 0)
                edges[kept++] = edges[next];
        }
        edges.RemoveRange(kept, edges.Count - kept);
    }

    /// <summary>Zero for the same edge alone.</summary>
    static int Order(GraphEdge one, GraphEdge other)
    {
        var order = string.CompareOrdinal(one.Kind, other.Kind);
        if (order == 0)
            order = string.CompareOrdinal(one.To, other.To);
        if (order == 0)
            order = string.CompareOrdinal(one.From, other.From);
        if (order == 0)
            order = string.CompareOrdinal(one.Rule, other.Rule);
        if (order == 0)
            order = string.CompareOrdinal(one.Evidence, other.Evidence);
        if (order == 0)
            order = string.CompareOrdinal(one.Group, other.Group);
        return order == 0 ? one.Bond.CompareTo(other.Bond) : order;
    }

    sealed class Vertex(GraphNode node)
    {
        public GraphNode Node => node;

        public List<GraphEdge>? Leaving { get; set; }

        public List<GraphEdge>? Arriving { get; set; }
    }
}
