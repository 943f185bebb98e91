using HomeLab.Benchmarks;
using HomeLab.Benchmarks.Convergence;
using HomeLab.Benchmarks.EventToCall;
using HomeLab.Benchmarks.Footprint;
using HomeLab.Benchmarks.Graphs;
using HomeLab.Benchmarks.Measuring;
using HomeLab.Benchmarks.Messages;
using HomeLab.Benchmarks.Planning;
using HomeLab.Benchmarks.Sources;
using HomeLab.Benchmarks.Stacks;
using HomeLab.Benchmarks.Updaters;

Benchmark[] all =
[
    new("event", "a container's event to the call at Cloudflare", EventBenchmark.RunAsync),
    new("converge", "1, 100 and 5,000 records from an empty zone", ConvergeBenchmark.RunAsync),
    new("rest", "a look at 5,000 records without a change, and one change among 5,000 and among 50", RestBenchmark.RunAsync),
    new("plan", "a plan for a zone of 400,000 records", PlanBenchmark.RunAsync),
    new("large", "a zone of 10,000 records: filling it, a look, one change", LargeBenchmark.RunAsync),
    new("messages", "from a row in the outbox to a fact that was handled once", MessagesBenchmark.RunAsync),
    new("memory", "each process of the fleet at rest", MemoryBenchmark.RunAsync),
    new("start", "the start of the whole fleet", StartBenchmark.RunAsync),
    new("graph", "a graph of 100,000 nodes: its making, a change, and questions", GraphBenchmark.RunAsync),
    new("kubernetes", "a cluster with 5,000 objects of 40 kinds: the first full view, and a change until it is announced", KubernetesBenchmark.RunAsync),
    new("proxmox", "a cluster with 500 guests on 5 nodes, the same", ProxmoxBenchmark.RunAsync),
    new("docker", "10 engines with 1,000 containers, the same", DockerBenchmark.RunAsync),
    new("stacks", "1,000 stacks on 50 hosts: from nothing, a look at all, and one that changes", StacksBenchmark.RunAsync),
    new("compose", "a project of ten services on a real Docker engine, from its first deployment to a broken one that is taken back", ComposeBenchmark.RunAsync),
    new("updaters", "ddclient and inadyn beside us: a changed address, and all that goes wrong on the way", UpdatersBenchmark.RunAsync),
];

if (args is ["--list"])
{
    foreach (var benchmark in all)
    {
        Console.WriteLine($"{benchmark.Name,-10} {benchmark.Summary}");
    }
    return 0;
}
var isQuick = args.Contains("--quick");
var names = args.Where(argument => argument != "--quick").ToList();
var unknown = names.Where(name => all.All(benchmark => benchmark.Name != name)).ToList();
if (unknown.Count > 0)
{
    await Console.Error.WriteLineAsync($"There is no benchmark {string.Join(", ", unknown)}; --list names those that there are.");
    return 2;
}
var report = new Report(Console.Out, isQuick);
report.Machine();
foreach (var benchmark in all.Where(benchmark => names.Count == 0 || names.Contains(benchmark.Name)))
{
    report.Begin(benchmark);
    await benchmark.RunAsync(report);
}
return 0;
