namespace HomeLab.Inventory.Repositories.Nodes;

sealed record ListNode(Place At, IReadOnlyList<Node> Items) : Node(At)
{
    public IEnumerable<MapNode> Maps => Items.OfType<MapNode>();

    public IEnumerable<TextNode> Texts => Items.OfType<TextNode>();
}
