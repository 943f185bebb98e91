using Google.Protobuf.WellKnownTypes;
using HomeLab.Contracts.Grpc.Inventory;
using HomeLab.Contracts.Stacks;
using HomeLab.Stacks.Executing;
using HomeLab.Stacks.Tests.Reconciling;
using HomeLab.Testing;
using HomeLab.Testing.Requirements;
using Microsoft.Extensions.DependencyInjection;

namespace HomeLab.Stacks.Tests.Healing;

public sealed class StackHealingTests
{
    const string Web = "docker/nas/web";

    static async Task<StacksHost> StartAsync(PlayedHost host, TimeSpan? healAfter)
    {
        var (wishes, stack) = (new PlayedWishes(), Some.Stack(Web));
        (stack.Digest, stack.HealthyWithin, stack.HealAfter) = ("one", Duration.FromTimeSpan(TimeSpan.FromMinutes(5)), healAfter is { } after ? Duration.FromTimeSpan(after) : null);
        wishes.Want(stack);
        var stacks = await StacksHost.StartAsync(wishes, services => services.AddSingleton<IStackExecutor>(host));
        await Eventually.TrueAsync(() => host.RunningOf(Web) == "one", "it runs");
        await stacks.UntilAsync(Web, "Converged");
        return stacks;
    }

    static int RestartsOf(PlayedHost host) => host.Calls.Count(it => it.StartsWith("restart", StringComparison.Ordinal));

    [RequiresFact(Requirement.PostgreSql)]
    [Proves("STACK-14")]
    public async Task What_stays_unhealthy_is_restarted_five_times_and_then_left_alone_until_a_person_restarts_it()
    {
        var host = new PlayedHost();
        await using var stacks = await StartAsync(host, TimeSpan.FromMilliseconds(100));

        host.Sick[Web] = true;
        await stacks.UntilAsync(Web, "Stalled", "Flapping");
        await stacks.LookAsync(Web);

        Assert.Equal(5, RestartsOf(host));
        Assert.Equal(["app"], Assert.Single(await stacks.FactsAsync<StackFlapping>()).Containers);
        Assert.Equal(["app"], (await stacks.StackAsync("web")).Flapping);
        Assert.Equal(5, (await stacks.OperationsAsync("web")).Count(it => it is { Kind: "heal", State: "succeeded" }));

        host.Sick.Clear();
        await stacks.Stacks.RestartAsync(new() { Stack = "web" }, StacksHost.Operator);
        await stacks.UntilAsync(Web, "Converged");
        Assert.Empty((await stacks.StackAsync("web")).Flapping);
        Assert.Equal(6, RestartsOf(host));
    }

    [RequiresFact(Requirement.PostgreSql)]
    public async Task What_is_unhealthy_of_a_stack_that_does_not_ask_for_it_is_left()
    {
        var host = new PlayedHost();
        await using var stacks = await StartAsync(host, null);

        host.Sick[Web] = true;
        await stacks.LookAsync(Web);
        await stacks.LookAsync(Web);

        Assert.Equal(0, RestartsOf(host));
    }
}
