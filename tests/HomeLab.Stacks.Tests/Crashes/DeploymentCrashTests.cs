using HomeLab.Testing;
using HomeLab.Testing.Requirements;
using Microsoft.Extensions.Configuration;
using Xunit.Abstractions;

namespace HomeLab.Stacks.Tests.Crashes;

/// <summary>
/// The service's process is killed right before or right after a call that changes something at a real Engine, and another one goes on. CI does so at
/// every seventh of these points; HOMELAB_CRASH_EVERY=1 at each.
/// </summary>
public sealed class DeploymentCrashTests(ITestOutputHelper output)
{
    static readonly int Every = new ConfigurationBuilder().AddEnvironmentVariables().Build().GetValue("HOMELAB_CRASH_EVERY", 7);

    [RequiresFact(Requirement.PostgreSql, Requirement.RabbitMq, Requirement.Docker)]
    [Proves("STACK-43")]
    public async Task A_deployment_whose_process_is_killed_is_finished_by_the_next_one()
    {
        await using var lives = await DeploymentLives.StartAsync();
        await lives.EditAsync();
        var points = (await lives.EditAsync()).Where(it => it.Label is EngineWire.Before or EngineWire.After).ToList();
        Assert.True(points.Count >= 20, $"{points.Count} points");
        var reached = 0;

        for (var at = 0; at < points.Count; at += Every)
        {
            var isReached = await lives.CrashAsync(points[at]);
            reached += isReached ? 1 : 0;
            output.WriteLine($"{points[at]}{(isReached ? "" : " (did not come)")}");
        }

        output.WriteLine($"{reached} crashes at {points.Count} points");
        Assert.True(reached > 0);
    }
}
