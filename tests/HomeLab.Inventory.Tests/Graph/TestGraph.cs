using HomeLab.Inventory.Graph;

namespace HomeLab.Inventory.Tests.Graph;

/// <summary>Writes graphs down: <c>a -> b</c> requires, <c>a ~> b</c> uses, <c>a -g> b c</c> needs any of them.</summary>
static class TestGraph
{
    public static LabGraph Of(params string[] lines) => GraphBuilder.Build(lines.Select(Read));

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
