using System.Diagnostics;
using System.Runtime.CompilerServices;
using HomeLab.Benchmarks.Measuring;
using HomeLab.Dns.Planning;

namespace HomeLab.Benchmarks.Planning;

/// <summary>The pure planner on a zone that no provider keeps, beside sorting and comparing the same records as text, without which nobody knows what differs.</summary>
static class PlanBenchmark
{
    const int Records = 400_000;
    const int Rounds = 5;

    public static Task RunAsync(Report report)
    {
        var zone = new LargeZone(Records);
        var bare = Bare(report, zone);
        report.Line($"{Records:#,0} records with what is known of them: {Report.Text(Mebibytes(GC.GetTotalMemory(forceFullCollection: true)))} MiB");
        (string Name, Func<DnsPlan> Plan)[] plans =
        [
            ("nothing is there", zone.FirstPlan),
            ("all is as wanted", zone.PlanAtRest),
            ("one differs", zone.PlanOneChange),
            ("all is somebody else's", zone.PlanWhereAllIsForeign),
            ("nothing is wanted any more", zone.PlanWhereNothingIsWanted),
        ];
        var series = plans.Select(it => new Series(it.Name)).ToList();
        for (var round = 0; round < report.Rounds(Rounds); round++)
        {
            for (var i = 0; i < plans.Length; i++)
            {
                var (seconds, line) = Measured(plans[i].Plan);
                series[i].Add(seconds);
                if (round == 0)
                {
                    report.Line($"{plans[i].Name}: {line}");
                }
            }
        }
        report.Table("s of processor time", [bare, .. series]);
        foreach (var plan in series)
        {
            report.Ratio(plan, bare, "less than 10 s in all");
        }
        using var process = Process.GetCurrentProcess();
        process.Refresh();
        report.Line($"most that this process ever held: {Report.Text(Mebibytes(process.PeakWorkingSet64))} MiB (aim: 1,024)");
        return Task.CompletedTask;
    }

    /// <summary>Apart, so that no plan is held while the next is made.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    static (double Seconds, string Line) Measured(Func<DnsPlan> make)
    {
        var (seconds, allocated, plan) = Seconds(make);
        return (seconds, $"{plan.Changes.Count:#,0} changes, {plan.Withheld.Count:#,0} withheld, {allocated / Records:#,0} bytes a record allocated");
    }

    static Series Bare(Report report, LargeZone zone)
    {
        var (wanted, there) = zone.Keys;
        var bare = new Series("sorting and comparing the keys");
        for (var round = 0; round < report.Rounds(Rounds); round++)
        {
            bare.Add(Seconds(() => Differing(wanted, there)).Seconds);
        }
        return bare;
    }

    static int Differing(string[] wanted, string[] there)
    {
        var (one, other) = ((string[])wanted.Clone(), (string[])there.Clone());
        Array.Sort(one, StringComparer.Ordinal);
        Array.Sort(other, StringComparer.Ordinal);
        return one.Zip(other).Count(pair => pair.First != pair.Second);
    }

    static (double Seconds, long Allocated, T Result) Seconds<T>(Func<T> work)
    {
        GC.Collect();
        var before = GC.GetAllocatedBytesForCurrentThread();
        var began = Environment.CpuUsage.TotalTime;
        var result = work();
        return ((Environment.CpuUsage.TotalTime - began).TotalSeconds, GC.GetAllocatedBytesForCurrentThread() - before, result);
    }

    static double Mebibytes(long bytes) => bytes / 1048576.0;
}
