using HomeLab.Benchmarks;
using HomeLab.Benchmarks.Convergence;
using HomeLab.Benchmarks.EventToCall;
using HomeLab.Benchmarks.Footprint;
using HomeLab.Benchmarks.Measuring;
using HomeLab.Benchmarks.Messages;

Benchmark[] all =
[
    new("event", "a container's event to the call at Cloudflare", EventBenchmark.RunAsync),
    new("converge", "1, 100 and 5,000 records from an empty zone", ConvergeBenchmark.RunAsync),
    new("rest", "a look at 5,000 records without a change, and one change among 5,000 and among 50", RestBenchmark.RunAsync),
    new("messages", "from a row in the outbox to a fact that was handled once", MessagesBenchmark.RunAsync),
    new("memory", "each process of the fleet at rest", MemoryBenchmark.RunAsync),
    new("start", "the start of the whole fleet", StartBenchmark.RunAsync),
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
