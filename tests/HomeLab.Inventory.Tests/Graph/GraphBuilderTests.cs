using HomeLab.Inventory.Graph;

namespace HomeLab.Inventory.Tests.Graph;

public class GraphBuilderTests
{
    static readonly GraphNode Node = new("kubernetes/talos/Node/w1", "kubernetes.Node", "w1", "Ready");

    static Contribution Guest(string address, string uuid) =>
        Contribution.Of(new GraphNode(address, "proxmox.qemu", "w1", "running"), [], new Offer($"guest-uuid/{uuid}", address));

    static Contribution NodeOf(string uuid) => Contribution.Of(
        Node, [new Link(Node.Address, [$"guest-uuid/{uuid}"], "runsOn", Bond.Requires, "kubernetes.node-uuid", $"status.nodeInfo.systemUUID = {uuid}")]);

    [Fact]
    public void Joins_what_answers_to_a_key_and_says_why()
    {
        var graph = GraphBuilder.Build([NodeOf("1"), Guest("proxmox/pve/qemu/101", "1"), Guest("proxmox/pve/qemu/102", "2")]);

        var edge = Assert.Single(graph.Edges);
        Assert.Equal(("proxmox/pve/qemu/101", "kubernetes.node-uuid", "status.nodeInfo.systemUUID = 1"), (edge.To, edge.Rule, edge.Evidence));
    }

    [Fact]
    public void Never_joins_by_a_name()
    {
        var graph = GraphBuilder.Build([NodeOf("1"), Guest("proxmox/pve/qemu/101", "3")]);

        Assert.Empty(graph.Edges);
    }

    [Fact]
    public void Joins_nothing_where_two_answer_and_says_so()
    {
        var graph = GraphBuilder.Build([NodeOf("1"), Guest("proxmox/a/qemu/101", "1"), Guest("proxmox/b/qemu/101", "1")]);

        Assert.Empty(graph.Edges);
        Assert.Equal(["proxmox/a/qemu/101", "proxmox/b/qemu/101"], Assert.Single(graph.Ambiguities).Nodes);
    }

    [Fact]
    public void Shows_what_something_hangs_on_and_nobody_saw()
    {
        var graph = GraphBuilder.Build([Contribution.Of(
            Node, [new Link(Node.Address, ["kubernetes/talos/Secret/a/b"], "mounts", Bond.Requires, "test", "") { IsEvidentAlone = true }])]);

        Assert.True(graph.Find("kubernetes/talos/Secret/a/b")!.IsMissing);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(5)]
    public void Is_the_same_in_any_order_and_with_repetitions(int seed)
    {
        var random = new Random(seed);
        // Names and keys collide on purpose, and some ends are never seen.
        var contributions = Enumerable.Range(0, 60).Select(_ => Random(random)).ToList();
        var shuffled = contributions.Concat(contributions.Take(20)).ToArray();
        random.Shuffle(shuffled);

        Assert.Equal(TestGraph.Text(GraphBuilder.Build(contributions)), TestGraph.Text(GraphBuilder.Build(shuffled)));
    }

    static Contribution Random(Random random)
    {
        var address = $"n/{random.Next(30)}";
        var links = Enumerable.Range(0, random.Next(4)).Select(_ => new Link(
            address, [.. Enumerable.Range(0, 1 + random.Next(3)).Select(_ => random.Next(2) == 0 ? $"n/{random.Next(45)}" : $"key/{random.Next(15)}")],
            "needs", (Bond)random.Next(4), "test", "") { IsEvidentAlone = random.Next(3) == 0 });
        return new Contribution(
            [new GraphNode(address, "thing", $"name {random.Next(3)}", random.Next(2) == 0 ? "" : "running")], [.. links],
            random.Next(2) == 0 ? [new Offer($"key/{random.Next(15)}", address)] : []);
    }
}
