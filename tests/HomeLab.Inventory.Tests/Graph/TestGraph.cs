using HomeLab.Inventory.Graph;

namespace HomeLab.Inventory.Tests.Graph;

/// <summary>Writes graphs down: <c>a -> b</c> requires, <c>a ~> b</c> uses, <c>a -g> b c</c> needs any of them.</summary>
static class TestGraph
{
    public static LabGraph Of(params string[] lines) => GraphBuilder.Build(lines.Select(Read));

    /// <summary>All of a graph, in an order of its own.</summary>
    public static string Text(LabGraph graph) => string.Join('\n', graph.Nodes.Select(it => it.ToString()).Order(StringComparer.Ordinal)
        .Concat(graph.Edges.Select(it => it.ToString()).Order(StringComparer.Ordinal))
        .Concat(graph.Ambiguities.Select(it => $"{it.Key}: {string.Join(' ', it.Nodes)}")));

    static Contribution Read(string line)
    {
        var words = line.Split(' ');
        var (from, bond) = (words[0], words.Length == 1 ? "" : words[1]);
        return new Contribution(
            [.. words.Where((_, index) => index != 1).Select(it => new GraphNode(it, "thing", it, ""))],
            [.. words.Skip(2).Select(to => new Link(from, [to], "needs", BondOf(bond), "test", line) { Group = bond })],
            []);
    }

    static Bond BondOf(string text) => text switch
    {
        "->" => Bond.Requires,
        "~>" => Bond.Uses,
        "--" => Bond.BelongsTo,
        _ => Bond.AnyOf,
    };
}
