using HomeLab.Testing;
using HomeLab.Testing.Requirements;
using Microsoft.Extensions.Configuration;
using Xunit.Abstractions;

namespace HomeLab.Stacks.Tests.Model;

/// <summary>
/// Random sequences of edits, changes by hand, stops, removals, kills of the service, cut networks, a silent Inventory and a registry that refuses, at a
/// real Engine. No event reaches the service: it has to find out. HOMELAB_MODEL_SEEDS=100 runs as many of them, HOMELAB_MODEL_FIRST begins elsewhere.
/// </summary>
public sealed class StackModelTests(ITestOutputHelper output)
{
    const int Steps = 10;

    static readonly IConfiguration Settings = new ConfigurationBuilder().AddEnvironmentVariables().Build();

    [RequiresFact(Requirement.PostgreSql, Requirement.RabbitMq, Requirement.Docker, Requirement.Registry)]
    [Proves("STACK-43")]
    public async Task Whatever_happens_to_a_stack_it_runs_as_wanted_after_a_quiet_time_and_then_nothing_is_done()
    {
        var first = Settings.GetValue("HOMELAB_MODEL_FIRST", 1);
        for (var seed = first; seed < first + Settings.GetValue("HOMELAB_MODEL_SEEDS", 2); seed++)
        {
            await using var model = await StackModel.StartAsync(new Random(seed));
            for (var step = 0; step < Steps; step++)
                await model.StepAsync();
            await model.CheckAsync();
            output.WriteLine($"{seed}: {string.Join(", ", model.Done)}");
        }
    }
}
