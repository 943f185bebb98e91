using HomeLab.Benchmarks.Fleet;
using HomeLab.Benchmarks.Measuring;
using HomeLab.Testing.Processes;

namespace HomeLab.Benchmarks.Footprint;

/// <summary>Memory of each process a while after the fleet became ready, beside an ASP.NET Core process that does nothing.</summary>
static class MemoryBenchmark
{
    const int Rounds = 3;
    static readonly TimeSpan Rest = TimeSpan.FromSeconds(45);

    public static async Task RunAsync(Report report)
    {
        var empty = new Series("empty app");
        var resident = new Dictionary<string, Series>();
        var proportional = new Dictionary<string, Series>();
        var whole = new Series("whole fleet");
        for (var round = 0; round < report.Rounds(Rounds); round++)
        {
            await using var idle = await EmptyApp.StartAsync();
            await using var fleet = await RunningFleet.StartAsync();
            await Task.Delay(Rest);
            empty.Add(ProcessUse.Resident(idle.ProcessId));
            var processes = fleet.Processes;
            foreach (var group in processes.GroupBy(NameOf))
            {
                Add(resident, group.Key, group.Sum(p => ProcessUse.Resident(p.Id)));
                Add(proportional, group.Key, group.Sum(p => ProcessUse.Proportional(p.Id)));
            }
            whole.Add(processes.Sum(p => ProcessUse.Proportional(p.Id)));
        }
        report.Table("MiB resident", [empty, .. resident.Values.OrderByDescending(s => s.Median)]);
        report.Table("MiB, what is shared divided among its users", [.. proportional.Values.OrderByDescending(s => s.Median), whole]);
        foreach (var service in resident.Values.Where(s => s.Name.StartsWith("HomeLab.", StringComparison.Ordinal)))
        {
            report.Ratio(service, empty, service.Name is "HomeLab.AppHost" or "HomeLab.Simulators" ? "none" : "at most 2");
        }
        report.Line($"whole fleet: {Report.Text(whole.Median)} MiB (aim: at most 1024)");
    }

    static void Add(Dictionary<string, Series> all, string name, double sample)
    {
        if (!all.TryGetValue(name, out var series))
        {
            all[name] = series = new Series(name);
        }
        series.Add(sample);
    }

    static string NameOf(RunningProcess process)
    {
        var dll = process.CommandLine.Split(' ').FirstOrDefault(word => word.EndsWith(".dll", StringComparison.Ordinal));
        return dll is not null ? Path.GetFileNameWithoutExtension(dll)
            : process.CommandLine.Contains("beam", StringComparison.Ordinal) || process.CommandLine.Contains("rabbit", StringComparison.Ordinal)
                || process.CommandLine.Contains("erl", StringComparison.Ordinal) || process.CommandLine.Contains("epmd", StringComparison.Ordinal) ? "RabbitMQ"
            : process.CommandLine.Contains("postgres", StringComparison.Ordinal) ? "PostgreSQL"
            : "supervisors";
    }
}
