using System.Diagnostics;
using HomeLab.Benchmarks.Measuring;
using HomeLab.Inventory.Graph;

namespace HomeLab.Benchmarks.Graphs;

/// <summary>The graph of a lab of 100,000 things, in memory: building it, a change, and the questions beside a bare search of the same edges.</summary>
static class GraphBenchmark
{
    const int Clusters = 20;
    const int Questions = 5000;
    const int Builds = 15;

    public static Task RunAsync(Report report)
    {
        var contributions = new LargeLab(Clusters).Resources().ToDictionary(it => it.Address, Contributions.Of);
        var graph = GraphBuilder.Build(contributions.Values);
        var nodes = graph.Nodes.Select(it => it.Address).ToList();
        report.Line($"{nodes.Count:#,0} nodes, {graph.Edges.Count():#,0} edges; {Report.Text(GC.GetTotalMemory(forceFullCollection: true) / 1048576.0)} MiB with the contributions");
        Build(report, contributions);
        Ask(report, graph);
        return Task.CompletedTask;
    }

    static void Build(Report report, Dictionary<string, Contribution> contributions)
    {
        var (whole, bare) = (new Series("whole graph"), new Series("a dictionary of its nodes and one of its edges"));
        var change = new Series("one change: its contribution, and the graph");
        for (var round = -1; round < report.Rounds(Builds); round++)
        {
            var built = Milliseconds(() => GraphBuilder.Build(contributions.Values));
            var peer = Milliseconds(() => Bare(contributions.Values));
            var changed = Milliseconds(() =>
            {
                var pod = LargeLab.Moved(round + 1);
                contributions[pod.Address] = Contributions.Of(pod);
                GraphBuilder.Build(contributions.Values);
            });
            // The first one warms up.
            if (round < 0)
                continue;
            whole.Add(built);
            bare.Add(peer);
            change.Add(changed);
        }
        report.Table("ms", bare, whole, change);
        report.Ratio(whole, bare, "none");
    }

    static void Ask(Report report, LabGraph graph)
    {
        var bare = new BareGraph(graph);
        var nodes = graph.Nodes.Select(it => it.Address).Order(StringComparer.Ordinal).ToArray();
        var questions = report.Rounds(Questions);
        var things = Enumerable.Range(0, questions).Select(it => nodes[(int)((long)it * 7919 % nodes.Length)]).ToList();
        var names = Enumerable.Range(0, questions).Select(it => LargeLab.Host(it % Clusters, it * 31 % 355)).ToList();
        var hubs = Enumerable.Range(0, Clusters).Select(it => $"proxmox/pve{it}/node/pve0").ToList();
        Compare(report, "impact, any node", things, it => Impact.Of(graph, it).Count, bare.Above);
        Compare(report, "impact, a Proxmox node that carries a third of a cluster", hubs, it => Impact.Of(graph, it).Count, bare.Above);
        Compare(report, "path, any host name", names, it => RoutePath.Of(graph, it, Runs.BrokenOf).Count, bare.Below);
    }

    static void Compare(Report report, string name, IReadOnlyList<string> things, Func<string, int> ours, Func<string, int> bare)
    {
        var (asked, searched, hit) = (new Series(name), new Series("bare search"), 0);
        foreach (var thing in things)
        {
            ours(thing);
            bare(thing);
        }
        foreach (var thing in things)
        {
            asked.Add(1000 * Milliseconds(() => hit = Math.Max(hit, ours(thing))));
            searched.Add(1000 * Milliseconds(() => bare(thing)));
        }
        report.Table("µs", searched, asked);
        report.Ratio(asked, searched, "none");
        report.Line($"{name}: p99 {Report.Text(asked.P99 / 1000)} ms (aim: less than 50), at most {hit:#,0} nodes in an answer");
    }

    static int Bare(IEnumerable<Contribution> contributions)
    {
        var nodes = new Dictionary<string, GraphNode>(StringComparer.Ordinal);
        var links = new Dictionary<string, List<Link>>(StringComparer.Ordinal);
        foreach (var contribution in contributions)
        {
            foreach (var node in contribution.Nodes)
                nodes[node.Address] = node;
            foreach (var link in contribution.Links)
            {
                if (!links.TryGetValue(link.From, out var list))
                    links.Add(link.From, list = []);
                list.Add(link);
            }
        }
        return nodes.Count + links.Count;
    }

    static double Milliseconds(Action work)
    {
        var began = Stopwatch.GetTimestamp();
        work();
        return Stopwatch.GetElapsedTime(began).TotalMilliseconds;
    }
}
