using HomeLab.Testing;
using HomeLab.Testing.Requirements;
using Microsoft.Extensions.Configuration;
using Xunit.Abstractions;

namespace HomeLab.Stacks.Tests.Crashes;

/// <summary>
/// The service crashes right before or right after it says something to the Engine or to its database while a job is due. CI has it do so at every
/// ninth of these points; HOMELAB_CRASH_EVERY=1 at each.
/// </summary>
public sealed class JobCrashTests(ITestOutputHelper output)
{
    static readonly int Every = new ConfigurationBuilder().AddEnvironmentVariables().Build().GetValue("HOMELAB_CRASH_EVERY", 9);

    [RequiresFact(Requirement.PostgreSql, Requirement.Docker)]
    [Proves("STACK-25")]
    public async Task A_time_of_a_job_is_run_once_wherever_the_service_crashes()
    {
        await using var lives = await JobLives.StartAsync();
        await lives.RunAsync();
        var points = await lives.RunAsync();
        await lives.CheckAsync("that did not happen");
        var reached = 0;

        for (var at = 0; at < points.Count; at += Every)
        {
            var isReached = await lives.CrashAsync(points[at]);
            reached += isReached ? 1 : 0;
            output.WriteLine($"{points[at]}{(isReached ? "" : " (did not come)")}");
            await lives.CheckAsync($"{points[at]}");
        }

        output.WriteLine($"{reached} crashes at {points.Count} points");
        Assert.True(reached > 0);
    }
}
