using System.Diagnostics;
using HomeLab.Testing.Processes;

namespace HomeLab.Fleet.Tests.Outages;

/// <summary>Kills one of a fleet's servers, and each that the AppHost starts in its place, for a while.</summary>
public static class ServerOutage
{
    static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(200);

    public static Task OfBrokerAsync(Fleet fleet, TimeSpan atLeast) =>
        KillAsync(fleet, it => it.CommandLine.Split(' ')[0].EndsWith("beam.smp", StringComparison.Ordinal), atLeast);

    public static Task OfDatabaseAsync(Fleet fleet, TimeSpan atLeast) =>
        KillAsync(fleet, it => it.CommandLine.Split(' ')[0] is var name && (name.EndsWith("/postgres", StringComparison.Ordinal) || name == "postgres:"), atLeast);

    static async Task KillAsync(Fleet fleet, Func<RunningProcess, bool> which, TimeSpan atLeast)
    {
        var (watch, killed) = (Stopwatch.StartNew(), 0);
        for (; watch.Elapsed < atLeast; await Task.Delay(Pause))
        {
            foreach (var process in RunningProcess.Tree(fleet.ProcessId).Where(which))
            {
                process.Kill();
                killed++;
            }
        }
        Assert.NotEqual(0, killed);
    }
}
