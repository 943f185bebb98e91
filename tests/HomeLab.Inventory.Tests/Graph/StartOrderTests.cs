using HomeLab.Inventory.Graph;

namespace HomeLab.Inventory.Tests.Graph;

public class StartOrderTests
{
    [Fact]
    public void What_others_need_starts_first()
    {
        var order = StartOrder.Of(TestGraph.Of("app -> db", "app -> host", "db -> host", "host -> vm", "page ~> app"), _ => true);

        Assert.Equal(["page vm", "host", "db", "app"], order.Steps.Select(step => string.Join(' ', step.Select(it => it.Address))));
        Assert.Empty(order.Cycles);
    }

    [Fact]
    public void What_is_not_asked_for_is_followed_all_the_same()
    {
        var order = StartOrder.Of(TestGraph.Of("app -> secret", "secret -> operator"), it => it.Address != "secret");

        Assert.Equal(["operator", "app"], order.Steps.SelectMany(step => step).Select(it => it.Address));
    }

    [Fact]
    public void A_ring_is_printed_and_the_rest_is_ordered()
    {
        var order = StartOrder.Of(TestGraph.Of("a -> b", "b -> c", "c -> a", "d -> a", "e -> f"), _ => true);

        Assert.Equal(["f", "e"], order.Steps.SelectMany(step => step).Select(it => it.Address));
        Assert.Equal("a b c a", string.Join(' ', Assert.Single(order.Cycles)));
    }
}
