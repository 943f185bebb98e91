using HomeLab.Inventory.Graph;

namespace HomeLab.Inventory.Tests.Graph;

public class ImpactTests
{
    static IReadOnlyList<string> Of(LabGraph graph, string thing) =>
        [.. Impact.Of(graph, thing).Select(it => $"{it.Node.Address} {(it.Fails ? "fails" : "limps")}")];

    [Fact]
    public void Everything_that_requires_it_fails_with_it() =>
        Assert.Equal(["vm fails", "host fails", "app fails"], Of(TestGraph.Of("vm -> node", "host -> vm", "app -> host", "other -> elsewhere"), "node"));

    [Fact]
    public void One_of_several_degrades_and_all_of_them_fail()
    {
        var graph = TestGraph.Of("service -any> pod-1 pod-2", "pod-1 -> node-1", "pod-2 -> node-2", "node-1 -> host", "node-2 -> host");

        Assert.Equal(["pod-1 fails", "service limps"], Of(graph, "node-1"));
        Assert.Equal(["node-1 fails", "node-2 fails", "pod-1 fails", "pod-2 fails", "service fails"], Of(graph, "host"));
    }

    [Fact]
    public void What_only_uses_it_limps_and_degrades_what_requires_it_in_turn() =>
        Assert.Equal(["app limps", "page limps"], Of(TestGraph.Of("app ~> cache", "page -> app", "dashboard ~> app"), "cache"));

    [Fact]
    public void What_only_belongs_to_it_is_not_hit() => Assert.Empty(Of(TestGraph.Of("pod -- deployment"), "deployment"));

    [Fact]
    public void A_ring_ends() => Assert.Equal(["c fails", "b fails"], Of(TestGraph.Of("a -> b", "b -> c", "c -> a"), "a"));

    [Fact]
    public void Each_tells_by_which_way()
    {
        var impacted = Impact.Of(TestGraph.Of("vm -> node", "host -> vm", "app -> host"), "node");

        Assert.Equal(["app>host", "host>vm", "vm>node"], impacted[^1].Because.Select(it => $"{it.From}>{it.To}"));
    }

    [Fact]
    public void A_way_that_fails_is_told_rather_than_one_that_limps() =>
        Assert.Equal(["a limps", "b fails", "app fails"], Of(TestGraph.Of("a ~> x", "app -> a", "b -> x", "app -> b"), "x"));
}
