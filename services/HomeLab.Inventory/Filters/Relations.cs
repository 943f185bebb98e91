using HomeLab.Inventory.Graph;
using HomeLab.Lab.Filters;

namespace HomeLab.Inventory.Filters;

/// <summary>Finds what hangs together with a thing, along every edge by which one needs or uses the other.</summary>
sealed class Relations(LabGraph graph)
{
    const string DependsOn = "depends_on";
    const string NeededBy = "needed_by";

    /// <exception cref="FilterException">There is no such relation, or nobody knows which thing is meant.</exception>
    public IReadOnlySet<string> Of(Filter.Relation asked)
    {
        if (asked.Name is not (DependsOn or NeededBy))
            throw new FilterException(asked.Column, $"there is no function `{asked.Name}`; there are {DependsOn}(\"thing\") and {NeededBy}(\"thing\")");
        var (node, candidates) = NodeSearch.Find(graph, asked.Thing);
        if (node is null)
        {
            throw new FilterException(asked.Column, candidates.Count == 0
                ? $"nothing that was seen is called {asked.Thing}"
                : $"several things are called {asked.Thing}; say which: {string.Join(", ", candidates)}");
        }
        return asked.Name == DependsOn
            ? Reach(node.Address, it => graph.Arriving(it).Where(edge => edge.Bond != Bond.BelongsTo).Select(edge => edge.From))
            : Reach(node.Address, it => graph.Leaving(it).Where(edge => edge.Bond != Bond.BelongsTo).Select(edge => edge.To));
    }

    static HashSet<string> Reach(string from, Func<string, IEnumerable<string>> next)
    {
        var reached = new HashSet<string>(StringComparer.Ordinal);
        var waiting = new Queue<string>([from]);
        while (waiting.TryDequeue(out var at))
        {
            foreach (var address in next(at).Where(reached.Add))
                waiting.Enqueue(address);
        }
        return reached;
    }
}
