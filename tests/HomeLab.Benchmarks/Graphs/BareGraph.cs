using HomeLab.Inventory.Graph;

namespace HomeLab.Benchmarks.Graphs;

/// <summary>The same edges as arrays of numbers, and a breadth-first search that knows no bonds: the least that a question can cost.</summary>
sealed class BareGraph
{
    readonly Dictionary<string, int> numbers = new(StringComparer.Ordinal);
    readonly int[][] leaving;
    readonly int[][] arriving;

    public BareGraph(LabGraph graph)
    {
        foreach (var node in graph.Nodes)
            numbers.Add(node.Address, numbers.Count);
        leaving = [.. graph.Nodes.Select(it => graph.Leaving(it.Address).Where(IsFollowed).Select(edge => numbers[edge.To]).Distinct().ToArray())];
        arriving = [.. graph.Nodes.Select(it => graph.Arriving(it.Address).Where(IsFollowed).Select(edge => numbers[edge.From]).Distinct().ToArray())];
    }

    public int Above(string address) => Reach(arriving, numbers[address]);

    public int Below(string address) => Reach(leaving, numbers[address]);

    static bool IsFollowed(GraphEdge edge) => edge.Bond != Bond.BelongsTo;

    static int Reach(int[][] next, int start)
    {
        var seen = new HashSet<int> { start };
        var waiting = new Queue<int>([start]);
        while (waiting.TryDequeue(out var at))
        {
            foreach (var other in next[at])
            {
                if (seen.Add(other))
                    waiting.Enqueue(other);
            }
        }
        return seen.Count;
    }
}
