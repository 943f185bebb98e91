namespace HomeLab.Inventory.Graph;

/// <summary>What the lab consists of and how it hangs together, as of one revision. Immutable.</summary>
sealed class LabGraph
{
    static readonly IReadOnlyList<GraphEdge> None = [];

    readonly Dictionary<string, GraphNode> nodes;
    readonly Dictionary<string, List<GraphEdge>> leaving = new(StringComparer.Ordinal);
    readonly Dictionary<string, List<GraphEdge>> arriving = new(StringComparer.Ordinal);

    public LabGraph(IEnumerable<GraphNode> nodes, IEnumerable<GraphEdge> edges, IReadOnlyList<Ambiguity> ambiguities)
    {
        this.nodes = nodes.ToDictionary(it => it.Address, StringComparer.Ordinal);
        Ambiguities = ambiguities;
        foreach (var edge in edges)
        {
            Add(leaving, edge.From, edge);
            Add(arriving, edge.To, edge);
        }
        foreach (var list in leaving.Values.Concat(arriving.Values))
            list.Sort(Order);
    }

    public static LabGraph Empty { get; } = new([], [], []);

    public IReadOnlyCollection<GraphNode> Nodes => nodes.Values;

    public IEnumerable<GraphEdge> Edges => leaving.Values.SelectMany(it => it);

    public IReadOnlyList<Ambiguity> Ambiguities { get; }

    public GraphNode? Find(string address) => nodes.GetValueOrDefault(address);

    /// <summary>What a node hangs on, in a fixed order.</summary>
    public IReadOnlyList<GraphEdge> Leaving(string address) => leaving.TryGetValue(address, out var edges) ? edges : None;

    /// <summary>What hangs on a node, in a fixed order.</summary>
    public IReadOnlyList<GraphEdge> Arriving(string address) => arriving.TryGetValue(address, out var edges) ? edges : None;

    static void Add(Dictionary<string, List<GraphEdge>> index, string key, GraphEdge edge)
    {
        if (!index.TryGetValue(key, out var list))
            index[key] = list = [];
        list.Add(edge);
    }

    static int Order(GraphEdge one, GraphEdge other)
    {
        var byKind = string.CompareOrdinal(one.Kind, other.Kind);
        var byTo = string.CompareOrdinal(one.To, other.To);
        var byFrom = string.CompareOrdinal(one.From, other.From);
        return byKind != 0 ? byKind : byTo != 0 ? byTo : byFrom != 0 ? byFrom : string.CompareOrdinal(one.Rule, other.Rule);
    }
}
