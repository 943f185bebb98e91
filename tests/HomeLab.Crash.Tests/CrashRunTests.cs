using HomeLab.Crash.Checking;
using HomeLab.Testing;
using HomeLab.Testing.Requirements;
using Xunit.Abstractions;

namespace HomeLab.Crash.Tests;

/// <summary>The fleet under fire, short enough for every build. Long runs are started by hand: docs/design/crash-tests.md.</summary>
[Collection(nameof(CrashRunTests))]
public sealed class CrashRunTests(ITestOutputHelper output)
{
    const int Seed = 20261;

    [Proves("S2-35", "S0-7")]
    [RequiresFact(Requirement.RabbitMq, Requirement.PostgreSql)]
    public async Task Twenty_five_kills_lose_nothing_double_nothing_and_touch_nothing_foreign()
    {
        var state = Directory.CreateTempSubdirectory("homelab-crash-").FullName;
        var options = new CrashOptions { Seed = Seed, Seconds = 150, Kills = 25 };
        WorkloadReport report;
        await using (var fleet = await CrashFleet.StartAsync(state, TimeProvider.System))
        {
            var books = new Books(fleet.Sources, TimeProvider.System);
            await books.BeginAsync();
            report = await new CrashRun(fleet, books, options, TimeProvider.System, output.WriteLine).RunAsync(Seed);
        }
        output.WriteLine(report.ToString());

        Assert.True(report.Violations.Count == 0, $"{report}\n{string.Join('\n', report.Violations)}\nLogs: {state}/logs");
        Assert.True(report.Kills + report.Pauses >= 25, report.ToString());
        Directory.Delete(state, recursive: true);
    }
}
