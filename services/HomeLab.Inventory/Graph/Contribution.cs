namespace HomeLab.Inventory.Graph;

/// <summary>What one resource, endpoint or document adds to the graph; a function of it alone.</summary>
sealed record Contribution(IReadOnlyList<GraphNode> Nodes, IReadOnlyList<Link> Links, IReadOnlyList<Offer> Offers)
{
    /// <summary>Names that have a record, which decide what wildcards answer for.</summary>
    public IReadOnlyList<ZoneName> Names { get; init; } = [];

    public IReadOnlyList<TunnelUpstream> Upstreams { get; init; } = [];

    public IReadOnlyList<TunnelConnector> Connectors { get; init; } = [];

    public static Contribution Of(GraphNode node, IEnumerable<Link> links, params IEnumerable<Offer> offers) =>
        new([node], [.. links], [.. offers]);
}
